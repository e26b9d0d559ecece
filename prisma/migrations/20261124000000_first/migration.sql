-- CreateEnum
CREATE TYPE "outbox_status" AS ENUM ('pending', 'sending', 'sent', 'unknown', 'dead');

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "draft_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "activity" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "first_seq" INTEGER,
    "last_seq" INTEGER,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("conversation_id","dedupe_key")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sender" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "reply" JSONB,
    "activity_id" UUID,

    CONSTRAINT "message_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "entries" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft_event" (
    "draft_id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "revision" INTEGER NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "old" JSONB,
    "new" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_event_pkey" PRIMARY KEY ("draft_id","position")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "draft_id" UUID NOT NULL,
    "draft_revision" INTEGER NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "check_code" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "recalled_at" TIMESTAMPTZ(3),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "position" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "reply" JSONB NOT NULL,
    "status" "outbox_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "unanswered" (
    "position" BIGSERIAL NOT NULL,
    "programme_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "answers" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unanswered_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "programme_version" (
    "hash" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "programme_version_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "conversation_draft_id_idx" ON "conversation"("draft_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_channel_address_key" ON "conversation"("channel", "address");

-- CreateIndex
CREATE INDEX "activity_waiting" ON "activity"("conversation_id", "received_at", "id") WHERE (taken_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "draft_code_key" ON "draft"("code");

-- CreateIndex
CREATE UNIQUE INDEX "submission_number_key" ON "submission"("number");

-- CreateIndex
CREATE UNIQUE INDEX "submission_check_code_key" ON "submission"("check_code");

-- CreateIndex
CREATE INDEX "submission_draft_id_received_at_idx" ON "submission"("draft_id", "received_at");

-- CreateIndex
CREATE INDEX "attachment_conversation_id_idx" ON "attachment"("conversation_id");

-- CreateIndex
CREATE INDEX "outbox_open" ON "outbox"("channel", "position") WHERE (done_at IS NULL);

-- CreateIndex
CREATE INDEX "outbox_open_conversation" ON "outbox"("conversation_id", "position") WHERE (done_at IS NULL);

-- CreateIndex
CREATE INDEX "unanswered_programme_id_at_idx" ON "unanswered"("programme_id", "at");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_event" ADD CONSTRAINT "draft_event_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


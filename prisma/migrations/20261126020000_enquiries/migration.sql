-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "officer_id" UUID;

-- CreateTable
CREATE TABLE "officer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "leave_from" TIMESTAMPTZ(3),
    "leave_until" TIMESTAMPTZ(3),
    "deputy_id" UUID,

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_role" (
    "id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "programme_id" TEXT,
    "contact" TEXT,

    CONSTRAINT "officer_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_session" (
    "token_hash" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "officer_ticket" (
    "token_hash" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_ticket_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "enquiry" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "area" TEXT,
    "contact" TEXT,
    "unpublished" TEXT,
    "holder_id" UUID,
    "deputy_id" UUID,
    "status" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "summary" JSONB,
    "transcript" JSONB,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "steps" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "first_answer_at" TIMESTAMPTZ(3),
    "first_answer_in" INTEGER,
    "closed_at" TIMESTAMPTZ(3),
    "stars" INTEGER,
    "merged_into" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enquiry_words" (
    "enquiry_id" UUID NOT NULL,
    "haystack" TEXT NOT NULL,

    CONSTRAINT "enquiry_words_pkey" PRIMARY KEY ("enquiry_id")
);

-- CreateTable
CREATE TABLE "enquiry_grams" (
    "enquiry_id" UUID NOT NULL,
    "grams" INTEGER[],

    CONSTRAINT "enquiry_grams_pkey" PRIMARY KEY ("enquiry_id")
);

-- CreateTable
CREATE TABLE "enquiry_entry" (
    "id" UUID NOT NULL,
    "enquiry_id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author" TEXT NOT NULL,
    "officer_id" UUID,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "channel" TEXT,

    CONSTRAINT "enquiry_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enquiry_file" (
    "id" UUID NOT NULL,
    "enquiry_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enquiry_file_pkey" PRIMARY KEY ("enquiry_id","id")
);

-- CreateTable
CREATE TABLE "clarification" (
    "id" UUID NOT NULL,
    "programme_id" TEXT NOT NULL,
    "number" INTEGER,
    "status" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "clauses" TEXT[],
    "asked" TEXT[],
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "enquiries" UUID[],
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "clarification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canned_answer" (
    "id" UUID NOT NULL,
    "programme_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "canned_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "officer_email_key" ON "officer"("email");

-- CreateIndex
CREATE UNIQUE INDEX "officer_subject_key" ON "officer"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "officer_role_officer_id_role_programme_id_contact_key" ON "officer_role"("officer_id", "role", "programme_id", "contact");

-- CreateIndex
CREATE INDEX "officer_session_officer_id_idx" ON "officer_session"("officer_id");

-- CreateIndex
CREATE INDEX "officer_ticket_officer_id_idx" ON "officer_ticket"("officer_id");

-- CreateIndex
CREATE UNIQUE INDEX "enquiry_number_key" ON "enquiry"("number");

-- CreateIndex
CREATE INDEX "enquiry_programme_id_last_at_id_idx" ON "enquiry"("programme_id", "last_at", "id");

-- CreateIndex
CREATE INDEX "enquiry_programme_id_contact_last_at_id_idx" ON "enquiry"("programme_id", "contact", "last_at", "id");

-- CreateIndex
CREATE INDEX "enquiry_programme_id_asked_at_id_idx" ON "enquiry"("programme_id", "asked_at", "id");

-- CreateIndex
CREATE INDEX "enquiry_holder_id_last_at_id_idx" ON "enquiry"("holder_id", "last_at", "id");

-- CreateIndex
CREATE INDEX "enquiry_deputy_id_last_at_id_idx" ON "enquiry"("deputy_id", "last_at", "id");

-- CreateIndex
CREATE INDEX "enquiry_conversation_id_idx" ON "enquiry"("conversation_id");

-- CreateIndex
CREATE INDEX "enquiry_merged_into_idx" ON "enquiry"("merged_into");

-- CreateIndex
CREATE INDEX "enquiry_clock" ON "enquiry"("next_at") WHERE (next_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "enquiry_open" ON "enquiry"("holder_id") WHERE (status = 'open');

-- CreateIndex
CREATE INDEX "enquiry_grams_grams_idx" ON "enquiry_grams" USING GIN ("grams");

-- CreateIndex
CREATE INDEX "enquiry_entry_enquiry_id_position_idx" ON "enquiry_entry"("enquiry_id", "position");

-- CreateIndex
CREATE INDEX "clarification_programme_id_status_idx" ON "clarification"("programme_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "clarification_programme_id_number_key" ON "clarification"("programme_id", "number");

-- CreateIndex
CREATE INDEX "canned_answer_programme_id_idx" ON "canned_answer"("programme_id");

-- CreateIndex
CREATE INDEX "conversation_officer_id_idx" ON "conversation"("officer_id") WHERE (officer_id IS NOT NULL);

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_role" ADD CONSTRAINT "officer_role_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_session" ADD CONSTRAINT "officer_session_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_ticket" ADD CONSTRAINT "officer_ticket_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry" ADD CONSTRAINT "enquiry_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "enquiry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry_words" ADD CONSTRAINT "enquiry_words_enquiry_id_fkey" FOREIGN KEY ("enquiry_id") REFERENCES "enquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry_grams" ADD CONSTRAINT "enquiry_grams_enquiry_id_fkey" FOREIGN KEY ("enquiry_id") REFERENCES "enquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry_entry" ADD CONSTRAINT "enquiry_entry_enquiry_id_fkey" FOREIGN KEY ("enquiry_id") REFERENCES "enquiry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enquiry_file" ADD CONSTRAINT "enquiry_file_enquiry_id_fkey" FOREIGN KEY ("enquiry_id") REFERENCES "enquiry"("id") ON DELETE CASCADE ON UPDATE CASCADE;


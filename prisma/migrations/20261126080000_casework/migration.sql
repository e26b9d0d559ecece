-- DropIndex
DROP INDEX "officer_role_officer_id_role_programme_id_contact_key";

-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "form" TEXT,
ADD COLUMN     "parent_id" UUID;

-- AlterTable
ALTER TABLE "officer_role" ADD COLUMN     "area" TEXT,
ADD COLUMN     "body" TEXT;

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "draft_id" UUID NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "submission_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT,
    "areas" TEXT[],
    "title" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "holder" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "kept" JSONB NOT NULL,
    "due_on" TEXT,
    "document" TEXT,
    "paper_copies" INTEGER NOT NULL DEFAULT 0,
    "paper_at" TIMESTAMPTZ(3),
    "conversation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "application_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "body" TEXT,
    "areas" TEXT[],
    "title" TEXT NOT NULL,
    "applicant" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "holder" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "kept" JSONB NOT NULL,
    "document" TEXT,
    "approved_on" TEXT NOT NULL,
    "ends_on" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "certificate" TEXT,
    "conversation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author" TEXT NOT NULL,
    "officer_id" UUID,
    "tier" TEXT,
    "act" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "salt" TEXT NOT NULL,
    "channel" TEXT,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_remark" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "tier" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "officer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "salt" TEXT NOT NULL,

    CONSTRAINT "case_remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_check" (
    "application_id" UUID NOT NULL,
    "tier" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "officer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "case_check_pkey" PRIMARY KEY ("application_id","tier","item")
);

-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" UUID,
    "findings" JSONB,

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issued" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "programme_hash" TEXT NOT NULL,
    "case_id" UUID,
    "number" TEXT,
    "check_code" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "issued_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "application_number_key" ON "application"("number");

-- CreateIndex
CREATE UNIQUE INDEX "application_draft_id_key" ON "application"("draft_id");

-- CreateIndex
CREATE INDEX "application_programme_id_last_at_id_idx" ON "application"("programme_id", "last_at", "id");

-- CreateIndex
CREATE INDEX "application_programme_id_state_last_at_id_idx" ON "application"("programme_id", "state", "last_at", "id");

-- CreateIndex
CREATE INDEX "application_programme_id_body_state_last_at_id_idx" ON "application"("programme_id", "body", "state", "last_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "project_number_key" ON "project"("number");

-- CreateIndex
CREATE UNIQUE INDEX "project_application_id_key" ON "project"("application_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_draft_id_key" ON "project"("draft_id");

-- CreateIndex
CREATE UNIQUE INDEX "project_certificate_key" ON "project"("certificate");

-- CreateIndex
CREATE INDEX "project_programme_id_last_at_id_idx" ON "project"("programme_id", "last_at", "id");

-- CreateIndex
CREATE INDEX "project_programme_id_state_last_at_id_idx" ON "project"("programme_id", "state", "last_at", "id");

-- CreateIndex
CREATE INDEX "project_programme_id_body_state_last_at_id_idx" ON "project"("programme_id", "body", "state", "last_at", "id");

-- CreateIndex
CREATE INDEX "project_clock" ON "project"("next_at") WHERE (next_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "case_event_case_id_position_idx" ON "case_event"("case_id", "position");

-- CreateIndex
CREATE INDEX "case_remark_application_id_at_idx" ON "case_remark"("application_id", "at");

-- CreateIndex
CREATE INDEX "case_file_case_id_at_idx" ON "case_file"("case_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "issued_check_code_key" ON "issued"("check_code");

-- CreateIndex
CREATE INDEX "issued_case_id_idx" ON "issued"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_parent_id_form_key" ON "draft"("parent_id", "form");

-- CreateIndex
CREATE UNIQUE INDEX "officer_role_officer_id_role_programme_id_contact_body_area_key" ON "officer_role"("officer_id", "role", "programme_id", "contact", "body", "area");

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_draft_id_fkey" FOREIGN KEY ("draft_id") REFERENCES "draft"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The record of a case is only ever added to.
CREATE FUNCTION case_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of a case is never changed or removed' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER case_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_event"
FOR EACH STATEMENT EXECUTE FUNCTION case_event_stays();

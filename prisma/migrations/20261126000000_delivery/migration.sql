-- AlterEnum
ALTER TYPE "outbox_status" ADD VALUE 'dismissed';

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "reference" JSONB;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "sent_parts" INTEGER NOT NULL DEFAULT 0;


-- CreateTable
CREATE TABLE "brake" (
    "key" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "brake_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "brake_free_at_idx" ON "brake"("free_at");


-- CreateIndex
CREATE INDEX "outbox_stranded" ON "outbox"("channel", "status") WHERE (status = 'unknown' OR status = 'dead');

-- side by side: the triggers number what an older release keeps, and it only ever inserts
-- AlterTable
ALTER TABLE "programme_version" ADD COLUMN     "number" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "programme_publication" (
    "position" BIGSERIAL NOT NULL,
    "programme_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "programme_publication_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE INDEX "programme_publication_programme_id_position_idx" ON "programme_publication"("programme_id", "position");

-- What was kept before gets numbers, and was put in force, in the order in which it was found.
UPDATE "programme_version" v SET "number" = counted.n
FROM (SELECT "hash", row_number() OVER (PARTITION BY "programme_id" ORDER BY "at", "hash") AS n FROM "programme_version") counted
WHERE counted."hash" = v."hash";
INSERT INTO "programme_publication" ("programme_id", "hash", "at")
SELECT "programme_id", "hash", "at" FROM "programme_version" ORDER BY "programme_id", "number";

-- CreateIndex
CREATE UNIQUE INDEX "programme_version_programme_id_number_key" ON "programme_version"("programme_id", "number");

-- AddForeignKey
ALTER TABLE "programme_publication" ADD CONSTRAINT "programme_publication_hash_fkey" FOREIGN KEY ("hash") REFERENCES "programme_version"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The next number of the programme, also for a release that knows of no numbers; one writer of a programme at a time.
CREATE FUNCTION programme_version_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."number" = 0 THEN
    PERFORM pg_advisory_xact_lock(72707370, hashtext(NEW."programme_id"));
    SELECT coalesce(max("number"), 0) + 1 INTO NEW."number" FROM "programme_version" WHERE "programme_id" = NEW."programme_id";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER programme_version_number BEFORE INSERT ON "programme_version"
FOR EACH ROW EXECUTE FUNCTION programme_version_number();

-- What was published is never changed or removed.
CREATE FUNCTION programme_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published version of a programme is never changed or removed' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER programme_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "programme_version"
FOR EACH STATEMENT EXECUTE FUNCTION programme_version_stays();
CREATE TRIGGER programme_publication_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON "programme_publication"
FOR EACH STATEMENT EXECUTE FUNCTION programme_version_stays();

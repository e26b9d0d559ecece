/** The check of migrations, on migrations that break it. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkMigrations, offences } from '../../scripts/check/migrations.ts'

const root = path.join(import.meta.dirname, '../..')

describe('a migration', () => {
  it.each([
    'DROP TABLE mood;',
    'ALTER TABLE "draft" DROP COLUMN "code";',
    'ALTER TABLE "draft" RENAME COLUMN "code" TO "word";',
    'ALTER TABLE "draft" ADD COLUMN "mood" TEXT NOT NULL;',
    'ALTER TABLE "draft" ADD COLUMN "mood" TEXT, DROP COLUMN "code";',
    'ALTER TABLE "draft" ADD COLUMN "mood" TEXT UNIQUE;',
    'ALTER TABLE "draft" ALTER COLUMN "code" TYPE INTEGER;',
    'ALTER TABLE "draft" ALTER COLUMN "code" SET NOT NULL;',
    'ALTER TABLE "draft" ADD CONSTRAINT "short" CHECK (length("code") < 20);',
    'CREATE UNIQUE INDEX "one" ON "draft"("code");',
    'DROP INDEX "draft_code";',
    "UPDATE draft SET code = 'x';",
    'TRUNCATE draft;',
  ])('may not take away or narrow: %s', (sql) => {
    expect(offences('20990101000000_more', `-- Why\n${sql}`)).toHaveLength(1)
  })

  it('may add tables, columns, indexes and values, and do what it likes with its own tables', () => {
    const sql = `-- CreateTable
CREATE TABLE "mood" ("id" UUID NOT NULL, "word" TEXT NOT NULL, CONSTRAINT "mood_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "mood_word" ON "mood"("word");
CREATE INDEX "draft_mood" ON "draft"("code") WHERE (status = 'x');
ALTER TABLE "draft" ADD COLUMN "mood" TEXT, ADD COLUMN "weight" DECIMAL(10,2) NOT NULL DEFAULT 0;
ALTER TABLE "mood" ADD CONSTRAINT "mood_fkey" FOREIGN KEY ("id") REFERENCES "draft"("id");
INSERT INTO "mood" VALUES ('x');
ALTER TYPE "outbox_status" ADD VALUE 'lost';`
    expect(offences('20990101000000_more', sql)).toEqual([])
  })

  it('that takes away says so in its name, and which release it waits for', () => {
    const sql = 'ALTER TABLE "draft" DROP COLUMN "mood";'
    expect(offences('20990101000000_mood_contract', sql)).toHaveLength(1)
    expect(
      offences('20990101000000_mood_contract', `-- waits for 0.3.0: nobody reads it any more\n${sql}`),
    ).toEqual([])
  })

  it('may fill and guard where it says why an older release goes on working, and even then takes nothing away', () => {
    const fill = `UPDATE draft SET code = 'x' WHERE code IS NULL;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DROP TABLE x; RETURN NEW; END $$;`
    const why = '-- side by side: a trigger fills it for older writers\n'
    expect(offences('20990101000000_more', fill)).toHaveLength(2)
    expect(offences('20990101000000_more', why + fill)).toEqual([])
    expect(offences('20990101000000_more', `${why}ALTER TABLE draft DROP COLUMN code;`)).toHaveLength(1)
  })

  it('of this release keeps to it', () => {
    const report = checkMigrations(root)
    expect(report.output).toBe('')
    expect(report.summary).toMatch(/^[1-9]/)
  })
})

ALTER TABLE "users" ALTER COLUMN "search_text" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "search_text" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "blocks" ADD COLUMN "blocked_search_text" text;--> statement-breakpoint
ALTER TABLE "blocks" ADD COLUMN "blocker_search_text" text;--> statement-breakpoint
CREATE INDEX "blocks_to_fold" ON "blocks" USING btree ("blocker_id","blocked_id") WHERE "blocks"."blocked_search_text" is null or "blocks"."blocker_search_text" is null;--> statement-breakpoint
CREATE INDEX "users_to_fold" ON "users" USING btree ("id") WHERE "users"."search_text" is null;--> statement-breakpoint
-- Texts are folded in another way from here on: the names are folded anew at the start, and the indexer finds that all messages are missing.
UPDATE "users" SET "search_text" = NULL;--> statement-breakpoint
TRUNCATE "message_search", "search_cursors";

-- Grams are hashed by conversation from here on; the indexer finds that everything is missing.
TRUNCATE "message_search", "search_cursors";--> statement-breakpoint
CREATE TABLE "direct_conversations" (
	"low_id" uuid NOT NULL,
	"high_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	CONSTRAINT "direct_conversations_low_id_high_id_pk" PRIMARY KEY("low_id","high_id"),
	CONSTRAINT "direct_conversations_conversationId_unique" UNIQUE("conversation_id"),
	CONSTRAINT "direct_conversations_pair_is_ordered" CHECK ("direct_conversations"."low_id" < "direct_conversations"."high_id")
);
--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_one_per_pair";--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_direct_has_a_pair";--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_low_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "conversations" DROP CONSTRAINT "conversations_high_id_users_id_fk";
--> statement-breakpoint
DROP INDEX "message_search_by_grams";--> statement-breakpoint
ALTER TABLE "conversation_members" ADD COLUMN "visible" "int8multirange" DEFAULT '{[1,)}' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_members" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "member_version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "direct_conversations" ADD CONSTRAINT "direct_conversations_low_id_users_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direct_conversations" ADD CONSTRAINT "direct_conversations_high_id_users_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "direct_conversations" ADD CONSTRAINT "direct_conversations_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "message_search_by_grams" ON "message_search" USING gin ("grams") WITH (fastupdate=false);--> statement-breakpoint
INSERT INTO "direct_conversations" ("low_id", "high_id", "conversation_id") SELECT "low_id", "high_id", "id" FROM "conversations";--> statement-breakpoint
ALTER TABLE "conversations" DROP COLUMN "low_id";--> statement-breakpoint
ALTER TABLE "conversations" DROP COLUMN "high_id";--> statement-breakpoint
ALTER TABLE "conversation_members" ADD CONSTRAINT "conversation_members_see_new_messages" CHECK (("conversation_members"."left_at" is null) = upper_inf("conversation_members"."visible"));
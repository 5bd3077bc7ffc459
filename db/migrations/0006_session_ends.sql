-- Tells every process of a session that ends, however it ends: revoked, deleted, deleted with its user, or by hand.
CREATE FUNCTION "tell_session_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_revoked', old.id::text);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "sessions_tell_deletion" AFTER DELETE ON "sessions"
  FOR EACH ROW WHEN (old.revoked_at IS NULL) EXECUTE FUNCTION "tell_session_end"();--> statement-breakpoint
CREATE TRIGGER "sessions_tell_revocation" AFTER UPDATE OF "revoked_at" ON "sessions"
  FOR EACH ROW WHEN (old.revoked_at IS NULL AND new.revoked_at IS NOT NULL) EXECUTE FUNCTION "tell_session_end"();--> statement-breakpoint
-- TRUNCATE fires no row triggers: an empty payload stands for all sessions.
CREATE FUNCTION "tell_all_sessions_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('session_revoked', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "sessions_tell_truncation" AFTER TRUNCATE ON "sessions"
  FOR EACH STATEMENT EXECUTE FUNCTION "tell_all_sessions_end"();

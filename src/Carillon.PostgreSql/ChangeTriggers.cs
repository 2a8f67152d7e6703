namespace Carillon.PostgreSql;

internal static class ChangeTriggers
{
    // A statement takes its turn before it locks a row, and keeps it until its transaction has committed: so the positions become visible in their
    // order, and two who change several rows do not wait for each other. The position is read by a statement of its own, which sees what the one before
    // committed; where the isolation level keeps it from seeing that, the unique position refuses the change.
    public static string Of(string table, string key) =>
        $"""
        CREATE FUNCTION {table}_takes_turn() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtextextended('{table}_change', 0));
            RETURN NULL;
        END $$;
        CREATE FUNCTION {table}_is_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            changed {table}%ROWTYPE;
        BEGIN
            IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
            INSERT INTO {table}_change ({key}, position)
            VALUES (changed.{key}, (SELECT COALESCE(max(position), 0) + 1 FROM {table}_change))
            ON CONFLICT ({key}) DO UPDATE SET position = excluded.position;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {table}_takes_turn BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_takes_turn();
        CREATE TRIGGER {table}_is_changed AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_is_changed();
        """;
}

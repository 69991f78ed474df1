using Dapper;

namespace Griot.Feedback;

/// <summary>
/// The tables of cases, notices and receipts in <c>desk.db</c>, brought to the newest form in one transaction. Moments are milliseconds since 1970, UTC. A reader's name and address stand in
/// a case only if the reader let them be passed on, and only until that is done or the case is closed; the contact of whoever claims a right of
/// reply until that is decided.
/// Nothing of an article is copied here: what a removal deletes in the ledger is not left behind in a case.
/// </summary>
internal static class DeskSchema
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS cases (
          reference TEXT PRIMARY KEY,
          number TEXT NOT NULL UNIQUE,
          item TEXT,
          provider TEXT,
          responsible TEXT NOT NULL,
          responsible_name TEXT NOT NULL,
          edition TEXT NOT NULL,
          state TEXT NOT NULL,
          text TEXT NOT NULL,
          reader_name TEXT,
          reader_mail TEXT,
          received INTEGER NOT NULL,
          sent INTEGER,
          answered INTEGER,
          published INTEGER,
          closed INTEGER,
          answer TEXT,
          answer_by TEXT,
          entered_by TEXT
        ) STRICT;
        CREATE INDEX IF NOT EXISTS cases_unanswered ON cases (received) WHERE state IN ('received', 'sent');
        CREATE INDEX IF NOT EXISTS cases_published ON cases (item, answered) WHERE published IS NOT NULL;

        CREATE TABLE IF NOT EXISTS outbox (
          id TEXT PRIMARY KEY,
          number TEXT NOT NULL UNIQUE REFERENCES cases (number),
          provider TEXT,
          queued INTEGER NOT NULL,
          due INTEGER NOT NULL,
          first_tried INTEGER,
          tries INTEGER NOT NULL DEFAULT 0,
          failure TEXT,
          address TEXT,
          delivered INTEGER,
          given_up INTEGER
        ) STRICT;
        CREATE INDEX IF NOT EXISTS outbox_pending ON outbox (provider, due) WHERE delivered IS NULL AND given_up IS NULL;
        CREATE INDEX IF NOT EXISTS outbox_delivered ON outbox (address, delivered) WHERE delivered IS NOT NULL;

        CREATE TABLE IF NOT EXISTS contacts (
          address TEXT PRIMARY KEY,
          confirmed INTEGER,
          asked INTEGER,
          ask_due INTEGER,
          ask_tries INTEGER NOT NULL DEFAULT 0,
          failure TEXT
        ) STRICT;
        CREATE TABLE IF NOT EXISTS contact_tokens (
          hash BLOB PRIMARY KEY,
          address TEXT NOT NULL REFERENCES contacts (address),
          expires INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS answer_tokens (
          hash BLOB PRIMARY KEY,
          number TEXT NOT NULL REFERENCES cases (number),
          expires INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE IF NOT EXISTS notices (
          id TEXT NOT NULL,
          recipient TEXT NOT NULL,
          channel TEXT NOT NULL,
          provider TEXT NOT NULL,
          code TEXT NOT NULL,
          of_items INTEGER NOT NULL,
          message TEXT NOT NULL,
          feed TEXT NOT NULL,
          since INTEGER NOT NULL,
          sample BLOB,
          queued INTEGER NOT NULL,
          due INTEGER NOT NULL,
          first_tried INTEGER,
          tries INTEGER NOT NULL DEFAULT 0,
          failure TEXT,
          address TEXT,
          delivered INTEGER,
          given_up INTEGER,
          PRIMARY KEY (id, recipient)
        ) STRICT;
        CREATE INDEX IF NOT EXISTS notices_pending ON notices (recipient, due) WHERE delivered IS NULL AND given_up IS NULL;
        CREATE TABLE IF NOT EXISTS notice_mails (id INTEGER PRIMARY KEY, sent INTEGER NOT NULL) STRICT;
        """;

    // A desk from before there were kinds: what was asked then waits for no day, and its steps are told by its dates.
    private const string Kinds = """
        ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'question';
        ALTER TABLE cases ADD COLUMN about TEXT;
        ALTER TABLE cases ADD COLUMN wish TEXT;
        ALTER TABLE cases ADD COLUMN signature TEXT;
        ALTER TABLE cases ADD COLUMN title TEXT;
        ALTER TABLE cases ADD COLUMN language TEXT;
        ALTER TABLE cases ADD COLUMN contact TEXT;
        ALTER TABLE cases ADD COLUMN agrees INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN reached INTEGER;
        ALTER TABLE cases ADD COLUMN due INTEGER;
        ALTER TABLE cases ADD COLUMN remind INTEGER;
        ALTER TABLE cases ADD COLUMN silence INTEGER;
        ALTER TABLE cases ADD COLUMN shown INTEGER;
        ALTER TABLE cases ADD COLUMN reply_item TEXT;
        DROP INDEX cases_unanswered;
        CREATE INDEX cases_unanswered ON cases (received) WHERE state IN ('received', 'sent', 'overdue');
        CREATE INDEX cases_due ON cases (due) WHERE due IS NOT NULL AND state IN ('received', 'sent');
        CREATE INDEX cases_remind ON cases (remind) WHERE remind IS NOT NULL;
        CREATE INDEX cases_silent ON cases (item, received) WHERE silence IS NOT NULL;
        CREATE INDEX cases_replied ON cases (item, published) WHERE reply_item IS NOT NULL;
        CREATE INDEX cases_answers ON cases (published) WHERE published IS NOT NULL;
        INSERT INTO case_steps (number, step, at)
        SELECT number, step, at FROM (
          SELECT number, 0 AS place, 'received' AS step, received AS at FROM cases
          UNION ALL SELECT number, 1, 'passed-on', sent FROM cases WHERE sent IS NOT NULL
          UNION ALL SELECT number, 2, 'answered', answered FROM cases WHERE answered IS NOT NULL
          UNION ALL SELECT number, 3, 'published', published FROM cases WHERE published IS NOT NULL
          UNION ALL SELECT number, 4, 'closed', closed FROM cases WHERE closed IS NOT NULL)
        ORDER BY number, at, place;
        PRAGMA user_version = 1;
        """;

    internal static void Make(Desk desk)
    {
        using (var connection = desk.Connect())
            if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal") connection.Execute("PRAGMA journal_mode = WAL");
        desk.Write(connection =>
        {
            connection.Execute(Tables + CaseHistory.Tables + CaseMailbox.Table + ReceiptOutbox.Table);
            return connection.ExecuteScalar<long>("PRAGMA user_version") < 1 ? connection.Execute(Kinds) : 0;
        });
    }
}

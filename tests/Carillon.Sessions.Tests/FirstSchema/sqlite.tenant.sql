CREATE TABLE carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at INTEGER NOT NULL, PRIMARY KEY (component, version));
CREATE TABLE "carillon_command" (
    "tenant_id" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "payload_hash" TEXT NOT NULL,
    "response" TEXT NULL,
    "received_at" INTEGER NOT NULL,
    CONSTRAINT "PK_carillon_command" PRIMARY KEY ("tenant_id", "command_id")
);


CREATE TABLE "carillon_identity" (
    "tenant_id" TEXT NOT NULL CONSTRAINT "PK_carillon_identity" PRIMARY KEY,
    "incarnation" INTEGER NOT NULL
);


CREATE TABLE "carillon_outbox" (
    "tenant_id" TEXT NOT NULL,
    "message_key" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "subject" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "valid_until" INTEGER NULL,
    "state" INTEGER NOT NULL,
    "wake_at" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "finished_at" INTEGER NULL,
    "error" TEXT NULL,
    CONSTRAINT "PK_carillon_outbox" PRIMARY KEY ("tenant_id", "message_key")
);


CREATE TABLE "carillon_run" (
    "tenant_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "state" INTEGER NULL,
    "fence_epoch" INTEGER NOT NULL,
    "fence_number" INTEGER NOT NULL,
    "reason" TEXT NULL,
    "due" INTEGER NULL,
    "acted" INTEGER NULL,
    "lost_race" INTEGER NULL,
    "failed" INTEGER NULL,
    "quarantined" INTEGER NULL,
    "oldest_overdue" INTEGER NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "PK_carillon_run" PRIMARY KEY ("tenant_id", "run_id")
);


CREATE TABLE "carillon_sweep_mark" (
    "tenant_id" TEXT NOT NULL,
    "sweep" TEXT NOT NULL,
    "settled_to" INTEGER NOT NULL,
    "clock_high" INTEGER NOT NULL,
    CONSTRAINT "PK_carillon_sweep_mark" PRIMARY KEY ("tenant_id", "sweep")
);


CREATE INDEX "ix_carillon_outbox_wake" ON "carillon_outbox" ("tenant_id", "wake_at") WHERE wake_at IS NOT NULL;



CREATE TABLE "study_evidence" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "effective_at" INTEGER NOT NULL,
    "client_at" INTEGER NOT NULL,
    "received_at" INTEGER NOT NULL,
    "clock_offset" INTEGER NOT NULL,
    "clock_suspect" INTEGER NOT NULL,
    CONSTRAINT "PK_study_evidence" PRIMARY KEY ("tenant_id", "session_id", "kind", "key")
);


CREATE TABLE "study_part" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NOT NULL,
    "end_reason" INTEGER NOT NULL,
    "credit" INTEGER NOT NULL,
    "end_version" INTEGER NOT NULL,
    CONSTRAINT "PK_study_part" PRIMARY KEY ("tenant_id", "session_id", "part")
);


CREATE TABLE "study_policy" (
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "rules" TEXT NOT NULL,
    "host_version" INTEGER NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "PK_study_policy" PRIMARY KEY ("tenant_id", "name", "version")
);


CREATE TABLE "study_session" (
    "tenant_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "student" TEXT NOT NULL,
    "client_session_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "contest" TEXT NULL,
    "zone_id" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "policy_version" INTEGER NOT NULL,
    "scope_key" TEXT NOT NULL,
    "slot" INTEGER NULL,
    "state" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "last_activity_at" INTEGER NOT NULL,
    "paused" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "end_reason" INTEGER NULL,
    "yielded" INTEGER NOT NULL,
    "last_offset" INTEGER NULL,
    "credit" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "end_version" INTEGER NOT NULL,
    "awaits" INTEGER NOT NULL,
    "due_at" INTEGER NULL,
    "wake_at" INTEGER NULL,
    "failures" INTEGER NOT NULL,
    "finalised_at" INTEGER NULL,
    CONSTRAINT "PK_study_session" PRIMARY KEY ("tenant_id", "id")
);


CREATE TABLE "study_span" (
    "tenant_id" TEXT NOT NULL,
    "student" TEXT NOT NULL,
    "to_at" INTEGER NOT NULL,
    "session_id" TEXT NOT NULL,
    "from_at" INTEGER NOT NULL,
    "part" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    CONSTRAINT "PK_study_span" PRIMARY KEY ("tenant_id", "student", "to_at", "session_id")
);


CREATE TABLE "study_student" (
    "tenant_id" TEXT NOT NULL,
    "student" TEXT NOT NULL,
    CONSTRAINT "PK_study_student" PRIMARY KEY ("tenant_id", "student")
);


CREATE TABLE "study_total" (
    "tenant_id" TEXT NOT NULL,
    "student" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "micros" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "PK_study_total" PRIMARY KEY ("tenant_id", "student", "date", "kind", "key")
);


CREATE INDEX "study_session_auto_end" ON "study_session" ("tenant_id", "wake_at", "id") WHERE awaits = 1;


CREATE INDEX "study_session_finalise" ON "study_session" ("tenant_id", "wake_at", "id") WHERE awaits = 2;


CREATE UNIQUE INDEX "study_session_slot" ON "study_session" ("tenant_id", "student", "scope_key", "slot") WHERE slot IS NOT NULL;


CREATE INDEX "study_session_student" ON "study_session" ("tenant_id", "student", "awaits");



INSERT INTO "carillon_identity" ("tenant_id", "incarnation") VALUES ('hocmai', 1);
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.day-total-changed/7382ac11-636f-5476-b82f-2bd03c2b6b76/2026-03-02/1772441100000000', 0, 1772441100000000, NULL, 0, NULL, '{"Student":"binh","Date":"2026-03-02","Micros":300000000,"Version":1772441100000000}', 0, 'binh', 'sessions.day-total-changed', NULL, 1, 1772441100000000);
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.day-total-changed/d79b2dcf-936e-5d69-9fc6-047fc308024a/2026-03-02/1772439120000000', 0, 1772439120000000, NULL, 0, NULL, '{"Student":"an","Date":"2026-03-02","Micros":720000000,"Version":1772439120000000}', 0, 'an', 'sessions.day-total-changed', NULL, 1, 1772439120000000);
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.session-ended/19e40fa6-e691-5792-8b8a-056fcccc59cb/1/1772439600000002', 0, 1772441100000000, NULL, 0, NULL, '{"SessionId":"19e40fa6-e691-5792-8b8a-056fcccc59cb","Student":"binh","ClientSessionId":"b1","StartedAtMicros":1772439600000000,"EndedAtMicros":1772439900000000,"Reason":"AutoEnded","CreditMicros":300000000,"EndVersion":1772439600000002}', 0, 'binh', 'sessions.session-ended', NULL, 1, 1772441100000000);
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.session-ended/49532f5e-570a-5d60-beff-a245204f21c7/1/1772438400000003', 0, 1772439120000000, NULL, 0, NULL, '{"SessionId":"49532f5e-570a-5d60-beff-a245204f21c7","Student":"an","ClientSessionId":"a1","StartedAtMicros":1772438400000000,"EndedAtMicros":1772439120000000,"Reason":"Submitted","CreditMicros":720000000,"EndVersion":1772438400000003}', 0, 'an', 'sessions.session-ended', NULL, 1, 1772439120000000);
INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('core', 1, 1, 1772438400000000);
INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('sessions', 1, 1, 1772438400000000);
INSERT INTO "carillon_sweep_mark" ("tenant_id", "sweep", "clock_high", "settled_to") VALUES ('hocmai', 'sessions.auto-end', 1772441100000000, 1772441100000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19E40FA6-E691-5792-8B8A-056FCCCC59CB', 0, 'start', 1772439600000000, 0, 0, 1772439600000000, 1772439600000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19E40FA6-E691-5792-8B8A-056FCCCC59CB', 1, '1772439600000000', 1772439600000000, 0, 0, 1772439600000000, 1772439600000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19E40FA6-E691-5792-8B8A-056FCCCC59CB', 1, '1772439900000000', 1772439900000000, 0, 0, 1772439900000000, 1772439900000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245A-3A1D-5FE5-940E-E9B4BA7D2F5E', 0, 'start', 1772441400000000, 0, 0, 1772441400000000, 1772441400000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245A-3A1D-5FE5-940E-E9B4BA7D2F5E', 1, '1772441400000000', 1772441400000000, 0, 0, 1772441400000000, 1772441400000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245A-3A1D-5FE5-940E-E9B4BA7D2F5E', 1, '1772441700000000', 1772441700000000, 0, 0, 1772441700000000, 1772441700000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 0, 'start', 1772438400000000, 0, 0, 1772438400000000, 1772438400000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 1, '1772438400000000', 1772438400000000, 0, 0, 1772438400000000, 1772438400000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 1, '1772438700000000', 1772438700000000, 0, 0, 1772438700000000, 1772438700000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 1, '1772439000000000', 1772439000000000, 0, 0, 1772439000000000, 1772439000000000);
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 4, '1772439120000000', 1772439120000000, 0, 0, 1772439120000000, 1772439120000000);
INSERT INTO "study_policy" ("tenant_id", "name", "version", "created_at", "host_version", "rules") VALUES ('hocmai', 'default', 1, 1772438400000000, 1, '{"Idle":600000000,"Pause":1800000000,"MaxSession":43200000000,"MaxOffsetJump":120000000,"MaxAge":86400000000,"LateWindow":86400000000,"TailPad":0,"PromptBefore":0,"Joins":false,"Limit":1,"Scope":"Student","Attribution":"LatestStartWins"}');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '19E40FA6-E691-5792-8B8A-056FCCCC59CB', 2, 'b1', 'spring-cup', 300000000, 1772526300000000, 2, 1772439600000002, 1772439900000000, 0, NULL, 1772439900000000, 0, 1772439600000000, 1, 0, 'default', 1, '', NULL, 1772439600000000, 2, 'binh', 'maths', 1772439600000002, 1772526300000000, 0, 'Asia/Ho_Chi_Minh');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '4082245A-3A1D-5FE5-940E-E9B4BA7D2F5E', 1, 'c1', 'spring-cup', 0, 1772442000000000, NULL, 0, NULL, 0, NULL, 1772441700000000, 0, 1772441400000000, 1, 0, 'default', 1, '', 0, 1772441400000000, 0, 'chi', 'maths', 1772441400000001, 1772442000000000, 0, 'Asia/Ho_Chi_Minh');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '49532F5E-570A-5D60-BEFF-A245204F21C7', 2, 'a1', 'spring-cup', 720000000, 1772525520000000, 0, 1772438400000003, 1772439120000000, 0, NULL, 1772439120000000, 0, 1772438400000000, 1, 0, 'default', 1, '', NULL, 1772438400000000, 2, 'an', 'maths', 1772438400000003, 1772525520000000, 0, 'Asia/Ho_Chi_Minh');
INSERT INTO "study_span" ("tenant_id", "student", "to_at", "session_id", "from_at", "part", "started_at") VALUES ('hocmai', 'an', 1772439120000000, '49532F5E-570A-5D60-BEFF-A245204F21C7', 1772438400000000, 1, 1772438400000000);
INSERT INTO "study_span" ("tenant_id", "student", "to_at", "session_id", "from_at", "part", "started_at") VALUES ('hocmai', 'binh', 1772439900000000, '19E40FA6-E691-5792-8B8A-056FCCCC59CB', 1772439600000000, 1, 1772439600000000);
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'an');
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'binh');
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'chi');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', 0, '', 720000000, 1772439120000000);
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', 1, 'maths', 720000000, 1772439120000000);
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', 2, 'spring-cup', 720000000, 1772439120000000);
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', 0, '', 300000000, 1772441100000000);
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', 1, 'maths', 300000000, 1772441100000000);
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', 2, 'spring-cup', 300000000, 1772441100000000);

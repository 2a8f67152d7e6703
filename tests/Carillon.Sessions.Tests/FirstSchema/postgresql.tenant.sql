CREATE TABLE carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at timestamptz NOT NULL, PRIMARY KEY (component, version));
CREATE TABLE carillon_command (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    command_id character varying(200) COLLATE "C" NOT NULL,
    payload_hash character varying(64) COLLATE "C" NOT NULL,
    response text COLLATE "C",
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_carillon_command" PRIMARY KEY (tenant_id, command_id)
);


CREATE TABLE carillon_identity (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    incarnation bigint NOT NULL,
    CONSTRAINT "PK_carillon_identity" PRIMARY KEY (tenant_id)
);


CREATE TABLE carillon_outbox (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    message_key character varying(400) COLLATE "C" NOT NULL,
    topic character varying(80) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    payload text COLLATE "C" NOT NULL,
    subject character varying(200) COLLATE "C",
    created_at timestamp with time zone NOT NULL,
    valid_until timestamp with time zone,
    state integer NOT NULL,
    wake_at timestamp with time zone,
    attempts integer NOT NULL,
    fence bigint NOT NULL,
    finished_at timestamp with time zone,
    error text COLLATE "C",
    CONSTRAINT "PK_carillon_outbox" PRIMARY KEY (tenant_id, message_key)
);


CREATE TABLE carillon_run (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    run_id uuid NOT NULL,
    state integer,
    fence_epoch integer NOT NULL,
    fence_number bigint NOT NULL,
    reason character varying(1000) COLLATE "C",
    due bigint,
    acted bigint,
    lost_race bigint,
    failed bigint,
    quarantined bigint,
    oldest_overdue bigint,
    ended_at timestamp with time zone,
    CONSTRAINT "PK_carillon_run" PRIMARY KEY (tenant_id, run_id)
);


CREATE TABLE carillon_sweep_mark (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    sweep character varying(80) COLLATE "C" NOT NULL,
    settled_to timestamp with time zone NOT NULL,
    clock_high timestamp with time zone NOT NULL,
    CONSTRAINT "PK_carillon_sweep_mark" PRIMARY KEY (tenant_id, sweep)
);


CREATE INDEX ix_carillon_outbox_wake ON carillon_outbox (tenant_id, wake_at) WHERE wake_at IS NOT NULL;



CREATE TABLE study_evidence (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    session_id uuid NOT NULL,
    kind integer NOT NULL,
    key character varying(200) COLLATE "C" NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    client_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    clock_offset bigint NOT NULL,
    clock_suspect boolean NOT NULL,
    CONSTRAINT "PK_study_evidence" PRIMARY KEY (tenant_id, session_id, kind, key)
);


CREATE TABLE study_part (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    session_id uuid NOT NULL,
    part integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    end_reason integer NOT NULL,
    credit bigint NOT NULL,
    end_version bigint NOT NULL,
    CONSTRAINT "PK_study_part" PRIMARY KEY (tenant_id, session_id, part)
);


CREATE TABLE study_policy (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    name character varying(64) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    rules text COLLATE "C" NOT NULL,
    host_version integer,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_study_policy" PRIMARY KEY (tenant_id, name, version)
);


CREATE TABLE study_session (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    student character varying(200) COLLATE "C" NOT NULL,
    client_session_id character varying(200) COLLATE "C" NOT NULL,
    subject character varying(200) COLLATE "C" NOT NULL,
    contest character varying(200) COLLATE "C",
    zone_id character varying(64) COLLATE "C" NOT NULL,
    policy character varying(64) COLLATE "C" NOT NULL,
    policy_version integer NOT NULL,
    scope_key character varying(200) COLLATE "C" NOT NULL,
    slot integer,
    state integer NOT NULL,
    part integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    last_activity_at timestamp with time zone NOT NULL,
    paused boolean NOT NULL,
    ended_at timestamp with time zone,
    end_reason integer,
    yielded boolean NOT NULL,
    last_offset bigint,
    credit bigint NOT NULL,
    version bigint NOT NULL,
    end_version bigint NOT NULL,
    awaits integer NOT NULL,
    due_at timestamp with time zone,
    wake_at timestamp with time zone,
    failures integer NOT NULL,
    finalised_at timestamp with time zone,
    CONSTRAINT "PK_study_session" PRIMARY KEY (tenant_id, id)
)
WITH (fillfactor=80);


CREATE TABLE study_span (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    student character varying(200) COLLATE "C" NOT NULL,
    to_at timestamp with time zone NOT NULL,
    session_id uuid NOT NULL,
    from_at timestamp with time zone NOT NULL,
    part integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_study_span" PRIMARY KEY (tenant_id, student, to_at, session_id)
);


CREATE TABLE study_student (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    student character varying(200) COLLATE "C" NOT NULL,
    CONSTRAINT "PK_study_student" PRIMARY KEY (tenant_id, student)
);


CREATE TABLE study_total (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    student character varying(200) COLLATE "C" NOT NULL,
    date date NOT NULL,
    kind integer NOT NULL,
    key character varying(200) COLLATE "C" NOT NULL,
    micros bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT "PK_study_total" PRIMARY KEY (tenant_id, student, date, kind, key)
);


CREATE INDEX study_session_auto_end ON study_session (tenant_id, wake_at, id) WHERE awaits = 1;


CREATE INDEX study_session_finalise ON study_session (tenant_id, wake_at, id) WHERE awaits = 2;


CREATE UNIQUE INDEX study_session_slot ON study_session (tenant_id, student, scope_key, slot) WHERE slot IS NOT NULL;


CREATE INDEX study_session_student ON study_session (tenant_id, student, awaits);



INSERT INTO "carillon_identity" ("tenant_id", "incarnation") VALUES ('hocmai', '1');
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.day-total-changed/7382ac11-636f-5476-b82f-2bd03c2b6b76/2026-03-02/1772441100000000', '0', '2026-03-02 08:45:00+00', NULL, '0', NULL, '{"Student":"binh","Date":"2026-03-02","Micros":300000000,"Version":1772441100000000}', '0', 'binh', 'sessions.day-total-changed', NULL, '1', '2026-03-02 08:45:00+00');
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.day-total-changed/d79b2dcf-936e-5d69-9fc6-047fc308024a/2026-03-02/1772439120000000', '0', '2026-03-02 08:12:00+00', NULL, '0', NULL, '{"Student":"an","Date":"2026-03-02","Micros":720000000,"Version":1772439120000000}', '0', 'an', 'sessions.day-total-changed', NULL, '1', '2026-03-02 08:12:00+00');
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.session-ended/19e40fa6-e691-5792-8b8a-056fcccc59cb/1/1772439600000002', '0', '2026-03-02 08:45:00+00', NULL, '0', NULL, '{"SessionId":"19e40fa6-e691-5792-8b8a-056fcccc59cb","Student":"binh","ClientSessionId":"b1","StartedAtMicros":1772439600000000,"EndedAtMicros":1772439900000000,"Reason":"AutoEnded","CreditMicros":300000000,"EndVersion":1772439600000002}', '0', 'binh', 'sessions.session-ended', NULL, '1', '2026-03-02 08:45:00+00');
INSERT INTO "carillon_outbox" ("tenant_id", "message_key", "attempts", "created_at", "error", "fence", "finished_at", "payload", "state", "subject", "topic", "valid_until", "version", "wake_at") VALUES ('hocmai', 'sessions.session-ended/49532f5e-570a-5d60-beff-a245204f21c7/1/1772438400000003', '0', '2026-03-02 08:12:00+00', NULL, '0', NULL, '{"SessionId":"49532f5e-570a-5d60-beff-a245204f21c7","Student":"an","ClientSessionId":"a1","StartedAtMicros":1772438400000000,"EndedAtMicros":1772439120000000,"Reason":"Submitted","CreditMicros":720000000,"EndVersion":1772438400000003}', '0', 'an', 'sessions.session-ended', NULL, '1', '2026-03-02 08:12:00+00');
INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('core', '1', '1', '2026-03-02 08:00:00+00');
INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('sessions', '1', '1', '2026-03-02 08:00:00+00');
INSERT INTO "carillon_sweep_mark" ("tenant_id", "sweep", "clock_high", "settled_to") VALUES ('hocmai', 'sessions.auto-end', '2026-03-02 08:45:00+00', '2026-03-02 08:45:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19e40fa6-e691-5792-8b8a-056fcccc59cb', '0', 'start', '2026-03-02 08:20:00+00', '0', 'false', '2026-03-02 08:20:00+00', '2026-03-02 08:20:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19e40fa6-e691-5792-8b8a-056fcccc59cb', '1', '1772439600000000', '2026-03-02 08:20:00+00', '0', 'false', '2026-03-02 08:20:00+00', '2026-03-02 08:20:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '19e40fa6-e691-5792-8b8a-056fcccc59cb', '1', '1772439900000000', '2026-03-02 08:25:00+00', '0', 'false', '2026-03-02 08:25:00+00', '2026-03-02 08:25:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245a-3a1d-5fe5-940e-e9b4ba7d2f5e', '0', 'start', '2026-03-02 08:50:00+00', '0', 'false', '2026-03-02 08:50:00+00', '2026-03-02 08:50:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245a-3a1d-5fe5-940e-e9b4ba7d2f5e', '1', '1772441400000000', '2026-03-02 08:50:00+00', '0', 'false', '2026-03-02 08:50:00+00', '2026-03-02 08:50:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '4082245a-3a1d-5fe5-940e-e9b4ba7d2f5e', '1', '1772441700000000', '2026-03-02 08:55:00+00', '0', 'false', '2026-03-02 08:55:00+00', '2026-03-02 08:55:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '0', 'start', '2026-03-02 08:00:00+00', '0', 'false', '2026-03-02 08:00:00+00', '2026-03-02 08:00:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '1', '1772438400000000', '2026-03-02 08:00:00+00', '0', 'false', '2026-03-02 08:00:00+00', '2026-03-02 08:00:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '1', '1772438700000000', '2026-03-02 08:05:00+00', '0', 'false', '2026-03-02 08:05:00+00', '2026-03-02 08:05:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '1', '1772439000000000', '2026-03-02 08:10:00+00', '0', 'false', '2026-03-02 08:10:00+00', '2026-03-02 08:10:00+00');
INSERT INTO "study_evidence" ("tenant_id", "session_id", "kind", "key", "client_at", "clock_offset", "clock_suspect", "effective_at", "received_at") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '4', '1772439120000000', '2026-03-02 08:12:00+00', '0', 'false', '2026-03-02 08:12:00+00', '2026-03-02 08:12:00+00');
INSERT INTO "study_policy" ("tenant_id", "name", "version", "created_at", "host_version", "rules") VALUES ('hocmai', 'default', '1', '2026-03-02 08:00:00+00', '1', '{"Idle":600000000,"Pause":1800000000,"MaxSession":43200000000,"MaxOffsetJump":120000000,"MaxAge":86400000000,"LateWindow":86400000000,"TailPad":0,"PromptBefore":0,"Joins":false,"Limit":1,"Scope":"Student","Attribution":"LatestStartWins"}');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '19e40fa6-e691-5792-8b8a-056fcccc59cb', '2', 'b1', 'spring-cup', '300000000', '2026-03-03 08:25:00+00', '2', '1772439600000002', '2026-03-02 08:25:00+00', '0', NULL, '2026-03-02 08:25:00+00', '0', '2026-03-02 08:20:00+00', '1', 'false', 'default', '1', '', NULL, '2026-03-02 08:20:00+00', '2', 'binh', 'maths', '1772439600000002', '2026-03-03 08:25:00+00', 'false', 'Asia/Ho_Chi_Minh');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '4082245a-3a1d-5fe5-940e-e9b4ba7d2f5e', '1', 'c1', 'spring-cup', '0', '2026-03-02 09:00:00+00', NULL, '0', NULL, '0', NULL, '2026-03-02 08:55:00+00', '0', '2026-03-02 08:50:00+00', '1', 'false', 'default', '1', '', '0', '2026-03-02 08:50:00+00', '0', 'chi', 'maths', '1772441400000001', '2026-03-02 09:00:00+00', 'false', 'Asia/Ho_Chi_Minh');
INSERT INTO "study_session" ("tenant_id", "id", "awaits", "client_session_id", "contest", "credit", "due_at", "end_reason", "end_version", "ended_at", "failures", "finalised_at", "last_activity_at", "last_offset", "opened_at", "part", "paused", "policy", "policy_version", "scope_key", "slot", "started_at", "state", "student", "subject", "version", "wake_at", "yielded", "zone_id") VALUES ('hocmai', '49532f5e-570a-5d60-beff-a245204f21c7', '2', 'a1', 'spring-cup', '720000000', '2026-03-03 08:12:00+00', '0', '1772438400000003', '2026-03-02 08:12:00+00', '0', NULL, '2026-03-02 08:12:00+00', '0', '2026-03-02 08:00:00+00', '1', 'false', 'default', '1', '', NULL, '2026-03-02 08:00:00+00', '2', 'an', 'maths', '1772438400000003', '2026-03-03 08:12:00+00', 'false', 'Asia/Ho_Chi_Minh');
INSERT INTO "study_span" ("tenant_id", "student", "to_at", "session_id", "from_at", "part", "started_at") VALUES ('hocmai', 'an', '2026-03-02 08:12:00+00', '49532f5e-570a-5d60-beff-a245204f21c7', '2026-03-02 08:00:00+00', '1', '2026-03-02 08:00:00+00');
INSERT INTO "study_span" ("tenant_id", "student", "to_at", "session_id", "from_at", "part", "started_at") VALUES ('hocmai', 'binh', '2026-03-02 08:25:00+00', '19e40fa6-e691-5792-8b8a-056fcccc59cb', '2026-03-02 08:20:00+00', '1', '2026-03-02 08:20:00+00');
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'an');
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'binh');
INSERT INTO "study_student" ("tenant_id", "student") VALUES ('hocmai', 'chi');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', '0', '', '720000000', '1772439120000000');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', '1', 'maths', '720000000', '1772439120000000');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'an', '2026-03-02', '2', 'spring-cup', '720000000', '1772439120000000');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', '0', '', '300000000', '1772441100000000');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', '1', 'maths', '300000000', '1772441100000000');
INSERT INTO "study_total" ("tenant_id", "student", "date", "kind", "key", "micros", "version") VALUES ('hocmai', 'binh', '2026-03-02', '2', 'spring-cup', '300000000', '1772441100000000');

CREATE TABLE carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at timestamptz NOT NULL, PRIMARY KEY (component, version));
CREATE TABLE carillon_epoch (
    id integer NOT NULL,
    epoch integer NOT NULL,
    CONSTRAINT "PK_carillon_epoch" PRIMARY KEY (id)
);


CREATE TABLE carillon_job_run (
    run_id uuid NOT NULL,
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    job character varying(80) COLLATE "C" NOT NULL,
    version integer NOT NULL,
    args text COLLATE "C" NOT NULL,
    due_at timestamp with time zone NOT NULL,
    schedule_id character varying(80) COLLATE "C",
    scheduled character varying(40) COLLATE "C",
    pass integer NOT NULL,
    state integer NOT NULL,
    wake_at timestamp with time zone,
    attempt integer NOT NULL,
    live_key character varying(150) COLLATE "C",
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
    CONSTRAINT "PK_carillon_job_run" PRIMARY KEY (run_id)
);


CREATE TABLE carillon_job_schedule (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    schedule_id character varying(80) COLLATE "C" NOT NULL,
    job character varying(80) COLLATE "C" NOT NULL,
    every bigint NOT NULL,
    activation timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    version bigint NOT NULL,
    CONSTRAINT "PK_carillon_job_schedule" PRIMARY KEY (tenant_id, schedule_id)
);


CREATE TABLE carillon_lease (
    lock_key character varying(184) COLLATE "C" NOT NULL,
    owner character varying(160) COLLATE "C",
    epoch integer NOT NULL,
    fence bigint NOT NULL,
    acquired_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_carillon_lease" PRIMARY KEY (lock_key)
);


CREATE TABLE carillon_sweep_history (
    minute timestamp with time zone NOT NULL,
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    sweep character varying(80) COLLATE "C" NOT NULL,
    due bigint NOT NULL,
    acted bigint NOT NULL,
    lost_race bigint NOT NULL,
    failed bigint NOT NULL,
    quarantined bigint NOT NULL,
    oldest_overdue bigint,
    CONSTRAINT "PK_carillon_sweep_history" PRIMARY KEY (minute, tenant_id, sweep)
);


CREATE TABLE carillon_tenant (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    zone_id text COLLATE "C" NOT NULL,
    status integer NOT NULL,
    status_reason text COLLATE "C",
    version bigint NOT NULL,
    incarnation bigint NOT NULL,
    server_id text COLLATE "C" NOT NULL,
    connection_generation integer NOT NULL,
    CONSTRAINT "PK_carillon_tenant" PRIMARY KEY (tenant_id)
);


CREATE TABLE carillon_tenant_due (
    tenant_id character varying(63) COLLATE "C" NOT NULL,
    work character varying(80) COLLATE "C" NOT NULL,
    wake_at timestamp with time zone,
    seq bigint NOT NULL,
    hinted_at timestamp with time zone,
    hinted_due timestamp with time zone,
    probe_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_carillon_tenant_due" PRIMARY KEY (tenant_id, work)
);


CREATE UNIQUE INDEX "IX_carillon_job_run_live_key" ON carillon_job_run (live_key);


CREATE INDEX "IX_carillon_job_run_tenant_id_job_due_at" ON carillon_job_run (tenant_id, job, due_at);


CREATE INDEX "IX_carillon_job_run_wake_at" ON carillon_job_run (wake_at) WHERE wake_at IS NOT NULL;


CREATE INDEX "IX_carillon_job_schedule_next_at" ON carillon_job_schedule (next_at) WHERE next_at IS NOT NULL;


CREATE INDEX "IX_carillon_tenant_due_probe_at" ON carillon_tenant_due (probe_at);


CREATE INDEX "IX_carillon_tenant_due_wake_at" ON carillon_tenant_due (wake_at) WHERE wake_at IS NOT NULL;



INSERT INTO "carillon_lease" ("lock_key", "acquired_at", "epoch", "expires_at", "fence", "owner") VALUES ('sessions.auto-end:hocmai', '2026-11-22 18:20:42.43935+00', '0', '2026-11-22 18:20:52.43935+00', '1', NULL);
INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('control', '1', '1', '2026-03-02 08:00:00+00');
INSERT INTO "carillon_sweep_history" ("minute", "tenant_id", "sweep", "acted", "due", "failed", "lost_race", "oldest_overdue", "quarantined") VALUES ('2026-03-02 08:45:00+00', 'hocmai', 'sessions.auto-end', '1', '1', '0', '0', NULL, '0');
INSERT INTO "carillon_tenant" ("tenant_id", "connection_generation", "incarnation", "name", "server_id", "status", "status_reason", "version", "zone_id") VALUES ('hocmai', '1', '1', 'hocmai', 'default', '1', NULL, '2', 'Asia/Ho_Chi_Minh');
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'outbox.dispatch', '2026-03-02 08:45:00+00', '2026-03-02 08:45:00+00', '2026-03-02 08:12:00+00', '2', '2026-03-02 08:12:00+00');
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'sessions.auto-end', '2026-03-02 08:50:00+00', '2026-03-02 09:00:00+00', '2026-03-02 08:00:00+00', '3', '2026-03-02 08:10:00+00');
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'sessions.finalise', '2026-03-02 08:12:00+00', '2026-03-03 08:12:00+00', '2026-03-02 08:12:00+00', '1', '2026-03-03 08:12:00+00');

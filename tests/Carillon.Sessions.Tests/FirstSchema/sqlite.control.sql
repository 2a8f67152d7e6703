CREATE TABLE carillon_schema (component varchar(40) NOT NULL, version integer NOT NULL, min_host integer NOT NULL, installed_at INTEGER NOT NULL, PRIMARY KEY (component, version));
CREATE TABLE "carillon_epoch" (
    "id" INTEGER NOT NULL CONSTRAINT "PK_carillon_epoch" PRIMARY KEY,
    "epoch" INTEGER NOT NULL
);


CREATE TABLE "carillon_job_run" (
    "run_id" TEXT NOT NULL CONSTRAINT "PK_carillon_job_run" PRIMARY KEY,
    "tenant_id" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "args" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "schedule_id" TEXT NULL,
    "scheduled" TEXT NULL,
    "pass" INTEGER NOT NULL,
    "state" INTEGER NOT NULL,
    "wake_at" INTEGER NULL,
    "attempt" INTEGER NOT NULL,
    "live_key" TEXT NULL,
    "fence_epoch" INTEGER NOT NULL,
    "fence_number" INTEGER NOT NULL,
    "reason" TEXT NULL,
    "due" INTEGER NULL,
    "acted" INTEGER NULL,
    "lost_race" INTEGER NULL,
    "failed" INTEGER NULL,
    "quarantined" INTEGER NULL,
    "oldest_overdue" INTEGER NULL,
    "ended_at" INTEGER NULL
);


CREATE TABLE "carillon_job_schedule" (
    "tenant_id" TEXT NOT NULL,
    "schedule_id" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "every" INTEGER NOT NULL,
    "activation" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "PK_carillon_job_schedule" PRIMARY KEY ("tenant_id", "schedule_id")
);


CREATE TABLE "carillon_lease" (
    "lock_key" TEXT NOT NULL CONSTRAINT "PK_carillon_lease" PRIMARY KEY,
    "owner" TEXT NULL,
    "epoch" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "acquired_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL
);


CREATE TABLE "carillon_sweep_history" (
    "minute" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "sweep" TEXT NOT NULL,
    "due" INTEGER NOT NULL,
    "acted" INTEGER NOT NULL,
    "lost_race" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "quarantined" INTEGER NOT NULL,
    "oldest_overdue" INTEGER NULL,
    CONSTRAINT "PK_carillon_sweep_history" PRIMARY KEY ("minute", "tenant_id", "sweep")
);


CREATE TABLE "carillon_tenant" (
    "tenant_id" TEXT NOT NULL CONSTRAINT "PK_carillon_tenant" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "zone_id" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "status_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    "incarnation" INTEGER NOT NULL,
    "server_id" TEXT NOT NULL,
    "connection_generation" INTEGER NOT NULL
);


CREATE TABLE "carillon_tenant_due" (
    "tenant_id" TEXT NOT NULL,
    "work" TEXT NOT NULL,
    "wake_at" INTEGER NULL,
    "seq" INTEGER NOT NULL,
    "hinted_at" INTEGER NULL,
    "hinted_due" INTEGER NULL,
    "probe_at" INTEGER NOT NULL,
    CONSTRAINT "PK_carillon_tenant_due" PRIMARY KEY ("tenant_id", "work")
);


CREATE UNIQUE INDEX "IX_carillon_job_run_live_key" ON "carillon_job_run" ("live_key");


CREATE INDEX "IX_carillon_job_run_tenant_id_job_due_at" ON "carillon_job_run" ("tenant_id", "job", "due_at");


CREATE INDEX "IX_carillon_job_run_wake_at" ON "carillon_job_run" ("wake_at") WHERE wake_at IS NOT NULL;


CREATE INDEX "IX_carillon_job_schedule_next_at" ON "carillon_job_schedule" ("next_at") WHERE next_at IS NOT NULL;


CREATE INDEX "IX_carillon_tenant_due_probe_at" ON "carillon_tenant_due" ("probe_at");


CREATE INDEX "IX_carillon_tenant_due_wake_at" ON "carillon_tenant_due" ("wake_at") WHERE wake_at IS NOT NULL;



INSERT INTO "carillon_schema" ("component", "version", "min_host", "installed_at") VALUES ('control', 1, 1, 1772438400000000);
INSERT INTO "carillon_sweep_history" ("minute", "tenant_id", "sweep", "acted", "due", "failed", "lost_race", "oldest_overdue", "quarantined") VALUES (1772441100000000, 'hocmai', 'sessions.auto-end', 1, 1, 0, 0, NULL, 0);
INSERT INTO "carillon_tenant" ("tenant_id", "connection_generation", "incarnation", "name", "server_id", "status", "status_reason", "version", "zone_id") VALUES ('hocmai', 1, 1, 'hocmai', 'default', 1, NULL, 2, 'Asia/Ho_Chi_Minh');
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'outbox.dispatch', 1772441100000000, 1772441100000000, 1772439120000000, 2, 1772439120000000);
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'sessions.auto-end', 1772441400000000, 1772442000000000, 1772438400000000, 3, 1772439000000000);
INSERT INTO "carillon_tenant_due" ("tenant_id", "work", "hinted_at", "hinted_due", "probe_at", "seq", "wake_at") VALUES ('hocmai', 'sessions.finalise', 1772439120000000, 1772525520000000, 1772439120000000, 1, 1772525520000000);

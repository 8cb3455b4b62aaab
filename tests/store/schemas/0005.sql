-- A database of this schema as it is made. What was released is never changed: a newer one has its own file.
PRAGMA application_id = 1635410284;
PRAGMA user_version = 5;
CREATE TABLE accounts (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  chat TEXT NOT NULL,
  person_id INTEGER,
  created_at INTEGER NOT NULL, let_in_at INTEGER, unreached_at INTEGER,
  CONSTRAINT pk_accounts PRIMARY KEY (id),
  CONSTRAINT fk_accounts_person_id FOREIGN KEY(person_id) REFERENCES people (id),
  CONSTRAINT uq_accounts_channel_address UNIQUE (channel, address),
  CONSTRAINT uq_accounts_uid UNIQUE (uid)
) STRICT;
CREATE TABLE alembic_version (
  version_num VARCHAR(32) NOT NULL,
  CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE bell (
  id INTEGER NOT NULL,
  rang_at INTEGER NOT NULL,
  CONSTRAINT pk_bell PRIMARY KEY (id)
) STRICT;
CREATE TABLE circles (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  patient_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_circles PRIMARY KEY (id),
  CONSTRAINT fk_circles_patient_id FOREIGN KEY(patient_id) REFERENCES people (id),
  CONSTRAINT uq_circles_uid UNIQUE (uid)
) STRICT;
CREATE TABLE codes (
  id INTEGER NOT NULL,
  hash TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  uses_left INTEGER NOT NULL,
  ends_at INTEGER,
  CONSTRAINT pk_codes PRIMARY KEY (id),
  CONSTRAINT uq_codes_hash UNIQUE (hash)
) STRICT;
CREATE TABLE consents (
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  text_version TEXT NOT NULL,
  channel TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  CONSTRAINT pk_consents PRIMARY KEY (id),
  CONSTRAINT fk_consents_person_id FOREIGN KEY(person_id) REFERENCES people (id)
) STRICT;
CREATE TABLE diary (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  dose_id INTEGER,
  corrects INTEGER,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  "by" INTEGER,
  taken_at INTEGER, sealed BLOB,
  CONSTRAINT pk_diary PRIMARY KEY (id),
  CONSTRAINT fk_diary_by FOREIGN KEY("by") REFERENCES people (id),
  CONSTRAINT fk_diary_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_diary_corrects FOREIGN KEY(corrects) REFERENCES diary (id),
  CONSTRAINT fk_diary_dose_id FOREIGN KEY(dose_id) REFERENCES doses (id),
  CONSTRAINT uq_diary_corrects UNIQUE (corrects),
  CONSTRAINT uq_diary_uid UNIQUE (uid)
) STRICT;
CREATE TABLE doses (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  local_day TEXT NOT NULL,
  turn INTEGER NOT NULL,
  lap INTEGER NOT NULL,
  wall TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  prompts INTEGER NOT NULL,
  next_step_at INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_doses PRIMARY KEY (id),
  CONSTRAINT fk_doses_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_doses_plan_id FOREIGN KEY(plan_id) REFERENCES plans (id),
  CONSTRAINT uq_doses_plan_id_local_day_turn_lap UNIQUE (plan_id, local_day, turn, lap),
  CONSTRAINT uq_doses_uid UNIQUE (uid)
) STRICT;
CREATE TABLE inbox (
  id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  "key" TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  sealed BLOB,
  CONSTRAINT pk_inbox PRIMARY KEY (id),
  CONSTRAINT uq_inbox_channel_key UNIQUE (channel, "key")
) STRICT;
CREATE TABLE keepers (
  id INTEGER NOT NULL,
  circle_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  since INTEGER NOT NULL,
  CONSTRAINT pk_keepers PRIMARY KEY (id),
  CONSTRAINT fk_keepers_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_keepers_person_id FOREIGN KEY(person_id) REFERENCES people (id),
  CONSTRAINT uq_keepers_circle_id_person_id UNIQUE (circle_id, person_id)
) STRICT;
CREATE TABLE occasions (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  made_by INTEGER,
  kind TEXT NOT NULL,
  local_day TEXT NOT NULL,
  state TEXT NOT NULL,
  next_step_at INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_occasions PRIMARY KEY (id),
  CONSTRAINT fk_occasions_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_occasions_made_by FOREIGN KEY(made_by) REFERENCES people (id),
  CONSTRAINT uq_occasions_uid UNIQUE (uid)
) STRICT;
CREATE TABLE operator_acts (
  id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  circle_id INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_operator_acts PRIMARY KEY (id),
  CONSTRAINT fk_operator_acts_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id)
) STRICT;
CREATE TABLE origin (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_origin PRIMARY KEY (id)
) STRICT;
CREATE TABLE outages (
  id INTEGER NOT NULL,
  off_from INTEGER NOT NULL,
  off_until INTEGER NOT NULL,
  CONSTRAINT pk_outages PRIMARY KEY (id)
) STRICT;
CREATE TABLE outbox (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  "key" TEXT NOT NULL,
  circle_id INTEGER,
  account_id INTEGER NOT NULL,
  act TEXT NOT NULL,
  about INTEGER,
  rung INTEGER,
  sealed BLOB,
  buttons BLOB,
  priority INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  valid_until INTEGER,
  state TEXT NOT NULL,
  repeats INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  claimed_by TEXT,
  claimed_until INTEGER,
  sent_at INTEGER,
  ref TEXT,
  CONSTRAINT pk_outbox PRIMARY KEY (id),
  CONSTRAINT fk_outbox_about FOREIGN KEY(about) REFERENCES doses (id),
  CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES accounts (id),
  CONSTRAINT fk_outbox_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT uq_outbox_key UNIQUE ("key"),
  CONSTRAINT uq_outbox_uid UNIQUE (uid)
) STRICT;
CREATE TABLE people (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sealed BLOB NOT NULL, left_at INTEGER,
  CONSTRAINT pk_people PRIMARY KEY (id),
  CONSTRAINT uq_people_uid UNIQUE (uid)
) STRICT;
CREATE TABLE plan_versions (
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  circle_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_plan_versions PRIMARY KEY (id),
  CONSTRAINT fk_plan_versions_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_plan_versions_made_by FOREIGN KEY(made_by) REFERENCES people (id),
  CONSTRAINT fk_plan_versions_plan_id FOREIGN KEY(plan_id) REFERENCES plans (id),
  CONSTRAINT uq_plan_versions_plan_id_number UNIQUE (plan_id, number)
) STRICT;
CREATE TABLE plans (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  next_at INTEGER, ask_at INTEGER, sealed BLOB,
  CONSTRAINT pk_plans PRIMARY KEY (id),
  CONSTRAINT fk_plans_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT uq_plans_uid UNIQUE (uid)
) STRICT;
CREATE TABLE steps (
  id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_steps PRIMARY KEY (id),
  CONSTRAINT fk_steps_account_id FOREIGN KEY(account_id) REFERENCES accounts (id),
  CONSTRAINT uq_steps_account_id_kind UNIQUE (account_id, kind)
) STRICT;
CREATE TABLE test_plans (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  made_by INTEGER,
  ended_at INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_test_plans PRIMARY KEY (id),
  CONSTRAINT fk_test_plans_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_test_plans_made_by FOREIGN KEY(made_by) REFERENCES people (id),
  CONSTRAINT uq_test_plans_uid UNIQUE (uid)
) STRICT;
CREATE TABLE tests (
  id INTEGER NOT NULL,
  uid TEXT NOT NULL,
  circle_id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  local_day TEXT NOT NULL,
  state TEXT NOT NULL,
  next_step_at INTEGER,
  sealed BLOB NOT NULL,
  CONSTRAINT pk_tests PRIMARY KEY (id),
  CONSTRAINT fk_tests_circle_id FOREIGN KEY(circle_id) REFERENCES circles (id),
  CONSTRAINT fk_tests_plan_id FOREIGN KEY(plan_id) REFERENCES test_plans (id),
  CONSTRAINT uq_tests_uid UNIQUE (uid)
) STRICT;
CREATE INDEX ix_accounts_person_id ON accounts (person_id);
CREATE INDEX ix_circles_patient_id ON circles (patient_id);
CREATE INDEX ix_consents_person_id ON consents (person_id);
CREATE INDEX ix_diary_circle_id ON diary (circle_id);
CREATE INDEX ix_diary_dose_id ON diary (dose_id);
CREATE UNIQUE INDEX uq_diary_root ON diary (dose_id) WHERE corrects IS NULL;
CREATE INDEX ix_doses_next_step_at ON doses (next_step_at);
CREATE INDEX ix_inbox_state ON inbox (state);
CREATE INDEX ix_keepers_person_id ON keepers (person_id);
CREATE INDEX ix_occasions_circle_id ON occasions (circle_id);
CREATE INDEX ix_occasions_made_by ON occasions (made_by);
CREATE INDEX ix_occasions_next_step_at ON occasions (next_step_at);
CREATE INDEX ix_operator_acts_circle_id ON operator_acts (circle_id);
CREATE INDEX ix_outbox_about ON outbox (about);
CREATE INDEX ix_outbox_account_id ON outbox (account_id);
CREATE INDEX ix_outbox_owed ON outbox (state, not_before);
CREATE INDEX ix_people_left ON people (left_at) WHERE left_at IS NOT NULL;
CREATE INDEX ix_plans_ask_at ON plans (ask_at);
CREATE INDEX ix_plans_circle_id ON plans (circle_id);
CREATE INDEX ix_plans_next_at ON plans (next_at);
CREATE INDEX ix_test_plans_circle_id ON test_plans (circle_id);
CREATE INDEX ix_tests_circle_id ON tests (circle_id);
CREATE INDEX ix_tests_next_step_at ON tests (next_step_at);
CREATE INDEX ix_tests_plan_id ON tests (plan_id);
INSERT INTO alembic_version VALUES ('0005');

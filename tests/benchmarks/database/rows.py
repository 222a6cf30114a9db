"""The SQL of a large made-up cluster: the same rows every time, without a client in between.

Everything follows from the number of a kernel or of a session. Ten kernels make six sessions;
the last hundredth of the kernels is one session of its own. A few users, projects and agents
have far more kernels than the others, and one kernel in twenty has not ended.
"""

from __future__ import annotations

from typing import Final

USERS: Final = 2000
AGENTS: Final = 5000

# `chance` is a number from 0 to 1 that looks random and is the same for the same arguments.
PREPARATION: Final = """
SET synchronous_commit = off;
-- The rows refer to each other as they should; to check that takes most of the time.
SELECT set_config('session_replication_role', 'replica', false)
FROM pg_roles WHERE rolname = current_user AND rolsuper;
CREATE FUNCTION pg_temp.chance(number bigint, use text) RETURNS float8 IMMUTABLE LANGUAGE sql AS
$$ SELECT ('x' || substr(md5(use || number), 1, 8))::bit(32)::bigint / 4294967296.0 $$;
CREATE FUNCTION pg_temp.key(kind text, number bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
$$ SELECT md5(kind || number)::uuid $$;
"""

WORLD: Final = f"""
INSERT INTO domains (name) SELECT 'domain-' || d FROM generate_series(0, 3) d;
INSERT INTO scaling_groups (name) SELECT 'group-' || g FROM generate_series(0, 9) g;
INSERT INTO groups (id, name, domain_name)
SELECT pg_temp.key('project', p), 'project-' || p, 'domain-' || p % 4 FROM generate_series(0, 39) p;
INSERT INTO users (uuid, email, username, domain_name, created_at)
SELECT pg_temp.key('user', u), 'user-' || u || '@example.org', 'user-' || u, 'domain-' || u % 4,
       '2024-01-01Z'
FROM generate_series(0, {USERS - 1}) u;
INSERT INTO agents (id, status, region, scaling_group, addr, version, architecture, first_contact,
                    available_slots, occupied_slots, compute_plugins)
SELECT 'agent-' || to_char(a, 'FM00000'), 'ALIVE', 'region-' || a % 3, 'group-' || a % 10,
       'tcp://10.0.0.1:6001', '26.2.0', 'x86_64', '2024-01-01Z'::timestamptz + a * interval '1 s',
       '{{"cpu":"64"}}', '{{"cpu":"16"}}', '{{}}'
FROM generate_series(0, {AGENTS - 1}) a;
"""

# $1, $2: the first number of the chunk and that of the next one; $3: the number of kernels.
SESSIONS: Final = f"""
INSERT INTO sessions (id, creation_id, name, session_type, cluster_mode, cluster_size, domain_name,
                      group_id, user_uuid, access_key, created_at, terminated_at)
SELECT pg_temp.key('session', s), to_char(s, 'FM000000000'), 'session-' || s,
       (ARRAY['INTERACTIVE', 'BATCH', 'INFERENCE'])[1 + s % 3], 'multi-node', 1,
       'domain-' || u % 4,
       pg_temp.key('project', u % 4 + 4 * floor(10 * pg_temp.chance(s, 'project') ^ 2)::int),
       pg_temp.key('user', u), 'AKIA' || to_char(u, 'FM000000'), created_at,
       CASE WHEN pg_temp.chance(s, 'state') >= 0.05
            THEN created_at + pg_temp.chance(s, 'end') ^ 2 * interval '7 days' END
FROM generate_series($1::bigint / 10 * 6, $2::bigint / 10 * 6 - 1) s,
     LATERAL (SELECT floor({USERS} * pg_temp.chance(s, 'user') ^ 3)::int AS u,
                     '2024-01-01Z'::timestamptz + s * interval '1 minute' AS created_at) made
WHERE $3::bigint > 0
"""

_PORTS: Final = (
    '[{"name":"jupyter","protocol":"http","container_ports":[8080],"host_ports":[30000],'
    '"is_inference":false},{"name":"sshd","protocol":"tcp","container_ports":[2200],'
    '"host_ports":[30001],"is_inference":false}]'
)
_MOUNTS: Final = (
    '[{"name":"data","vfid":"user:00000000-0000-4000-8000-000000000001/'
    '00112233445566778899aabbccddeeff","vfsubpath":".","host_path":"/host/data",'
    '"kernel_path":"/home/work/data","mount_perm":"rw","usage_mode":"general"}]'
)

# Kernels and the allocations of each of them.
KERNELS: Final = f"""
WITH made AS (INSERT INTO kernels (
    id, session_id, session_creation_id, session_name, session_type, cluster_mode, cluster_size,
    cluster_idx, local_rank, cluster_role, cluster_hostname, scaling_group, agent, domain_name,
    group_id, user_uuid, access_key, image, architecture, registry, occupied_slots, requested_slots,
    occupied_shares, vfolder_mounts, service_ports, created_at, terminated_at, status,
    status_history, result)
SELECT pg_temp.key('kernel', n), session.id, session.creation_id, session.name,
       session.session_type, CASE WHEN place > 1 THEN 'multi-node' ELSE 'single-node' END, 1,
       place, place, CASE WHEN place > 0 THEN 'sub' ELSE 'main' END,
       CASE WHEN place > 0 THEN 'sub' ELSE 'main' END || place,
       'group-' || n % 10, CASE WHEN status <> 'PENDING' THEN
           'agent-' || to_char(floor({AGENTS} * pg_temp.chance(n, 'agent') ^ 2), 'FM00000') END,
       session.domain_name, session.group_id, session.user_uuid, session.access_key,
       'registry.example.org/stable/python:3.12', 'x86_64', 'registry.example.org',
       '{{"cpu":"4","mem":"17179869184"}}', '{{"cpu":"4","mem":"17179869184"}}', '{{}}',
       '{_MOUNTS}', '{_PORTS}', session.created_at, session.terminated_at, status,
       json_build_object('PENDING', session.created_at, status, session.created_at),
       CASE WHEN session.terminated_at IS NULL THEN 'UNDEFINED' ELSE 'SUCCESS' END
FROM generate_series($1::bigint, $2::bigint - 1) n,
     LATERAL (SELECT n / 10 * 6 + (ARRAY[0, 1, 2, 3, 4, 4, 5, 5, 5, 5])[n % 10 + 1] AS s,
                     (ARRAY[0, 0, 0, 0, 0, 1, 0, 1, 2, 3])[n % 10 + 1] AS place) made,
     LATERAL (SELECT * FROM sessions WHERE id = pg_temp.key('session',
              CASE WHEN n < $3::bigint * 99 / 100 THEN s ELSE $3::bigint * 99 / 100 / 10 * 6 END)
             ) session,
     LATERAL (SELECT CASE WHEN session.terminated_at IS NULL
         THEN (ARRAY['RUNNING', 'RUNNING', 'RUNNING', 'PENDING', 'PREPARING', 'PULLING',
                     'TERMINATING'])[1 + floor(7 * pg_temp.chance(n, 'live'))::int]
         ELSE (ARRAY['TERMINATED', 'TERMINATED', 'TERMINATED', 'TERMINATED', 'TERMINATED',
                     'TERMINATED', 'TERMINATED', 'CANCELLED', 'ERROR'])
              [1 + floor(9 * pg_temp.chance(n, 'ended'))::int] END AS status) shown
RETURNING id, created_at, terminated_at)
INSERT INTO resource_allocations (kernel_id, slot_name, requested, used, used_at, free_at,
                                  created_at)
SELECT id, slot, amount, amount, created_at, terminated_at, created_at
FROM made, (VALUES ('cpu', 4), ('mem', 17179869184), ('cuda.shares', 0.5), ('rocm.device', 1))
           slots (slot, amount)
"""

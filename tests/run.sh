#!/usr/bin/env bash
# Builds the solution and runs every test, with the servers that the tests want. Needs Debian, git and a .NET 10 SDK;
# what else is missing is installed with apt-get. Last line: "N passed, N failed, N skipped".
set -euo pipefail

usage() {
    cat <<'TEXT'
tests/run.sh [option]... [argument for the test runner]...

  --no-skips         a test that would skip for want of a server fails (as CARILLON_TEST_NO_SKIPS=1)
  --no-build         run what was built before
  --project NAME     only this test project (may be repeated), such as Carillon.Time.Tests

Everything else goes to the test runner, such as --filter-class '*Sweep*' or --filter-method '*lost*'.

  CARILLON_TEST_SIZE      multiplier for property tests and simulations, 1 by default
  CARILLON_TEST_TIMEOUT   seconds for one test project, 900 by default
  CARILLON_TEST_POSTGRES  connection string of a server to use instead of a throw-away one
  CARILLON_TEST_MARIADB   the same for MariaDB
TEXT
}

build=1
projects=()
runner=()
while (($#)); do
    case $1 in
        --help | -h) usage; exit 0 ;;
        --no-skips) export CARILLON_TEST_NO_SKIPS=1 ;;
        --no-build) build=0 ;;
        --project) projects+=("${2:?--project wants a name}"); shift ;;
        --) shift; runner+=("$@"); break ;;
        *) runner+=("$1") ;;
    esac
    shift
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
passed=0 failed=0 skipped=0
stops=()        # one command for each server that was started
child=          # the test process that runs now
folder=$(mktemp -d "${TMPDIR:-/tmp}/carillon-tests.XXXXXX")

finish() {
    local status=$? stop
    trap - EXIT
    trap '' INT TERM
    [[ -z $child ]] || kill "$child" 2>/dev/null || true
    for stop in "${stops[@]}"; do
        $stop || true
    done
    rm -rf "$folder"
    # A run that ended before its tests (install, server, build) has failed, whatever was counted.
    ((status == 0 || failed > 0)) || failed=1
    echo "$passed passed, $failed failed, $skipped skipped"
    ((status != 0 || failed == 0)) || status=1
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '\n== %s\n' "$*"; }

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# install_packages PACKAGE...
install_packages() {
    say "Installing $*"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$folder/apt.log" 2>&1 || {
        cat "$folder/apt.log"
        return 1
    }
}

# ---- PostgreSQL: the newest version that is installed -------------------------------------------------------------

postgres_bin() {
    local initdb
    initdb=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -t/ -k5 -Vr | head -n 1)
    [[ -x $initdb ]] && dirname "$initdb"
}

# The server refuses to run as root.
as_postgres() {
    if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
    local data=$folder/postgres/data log=$folder/postgres/log port attempt
    say "Starting PostgreSQL ($bin)"
    mkdir "$folder/postgres"
    if ((EUID == 0)); then
        chmod 711 "$folder"
        chown postgres: "$folder/postgres"
    fi
    as_postgres "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 || {
        cat "$folder/initdb.log"
        return 1
    }
    # Trust for everybody but the members of one role, so that tests can have a wrong password.
    sed -i '1i host all +carillon_password 127.0.0.1/32 scram-sha-256' "$data/pg_hba.conf"
    for attempt in {1..10}; do
        port=$((20000 + RANDOM % 12000))
        # Loopback only, no socket files; durability stays as it is by default, because tests kill the server's clients, not the disk.
        if as_postgres "$bin/pg_ctl" -D "$data" -l "$log" -w -s start \
            -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=200" >"$folder/start.log" 2>&1; then
            stops+=(stop_postgres)
            export CARILLON_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
            return 0
        fi
        grep -q 'could not bind\|could not create any TCP/IP sockets' "$log" || break
    done
    cat "$folder/start.log" "$log"
    return 1
}

stop_postgres() { as_postgres "$bin/pg_ctl" -D "$folder/postgres/data" -m immediate -w -s stop; }

# ---- MariaDB ------------------------------------------------------------------------------------------------------

# The server refuses to run as root.
as_mysql() {
    if ((EUID == 0)); then runuser -u mysql -- "$@"; else "$@"; fi
}

start_mariadb() {
    local data=$folder/mariadb/data log=$folder/mariadb/log.err port attempt
    say "Starting MariaDB ($(command -v mariadbd))"
    mkdir "$folder/mariadb"
    if ((EUID == 0)); then
        chmod 711 "$folder"
        chown mysql: "$folder/mariadb"
    fi
    as_mysql mariadb-install-db --no-defaults --datadir="$data" --auth-root-authentication-method=normal --skip-test-db >"$folder/mariadb-install.log" 2>&1 || {
        cat "$folder/mariadb-install.log"
        return 1
    }
    for attempt in {1..10}; do
        port=$((32000 + RANDOM % 12000))
        as_mysql mariadbd --no-defaults --datadir="$data" --bind-address=127.0.0.1 --port="$port" --socket="$folder/mariadb/socket" \
            --pid-file="$folder/mariadb/pid" --character-set-server=utf8mb4 --log-error="$log" &
        for _ in {1..100}; do
            if grep -qs 'ready for connections' "$log"; then
                disown "$!"
                stops+=(stop_mariadb)
                export CARILLON_TEST_MARIADB="Server=127.0.0.1;Port=$port;User ID=root;SslMode=None;CharSet=utf8mb4"
                return 0
            fi
            kill -0 $! 2>/dev/null || break
            sleep 0.2
        done
        grep -qs 'Address already in use' "$log" || break
    done
    stop_mariadb || true
    cat "$log"
    return 1
}

stop_mariadb() { kill -KILL "$(cat "$folder/mariadb/pid")"; }

# ---- everything the tests need ------------------------------------------------------------------------------------

prepare_servers() {
    local missing=()
    [[ -n ${CARILLON_TEST_POSTGRES:-} ]] || postgres_bin >/dev/null || missing+=(postgresql)
    [[ -n ${CARILLON_TEST_MARIADB:-} ]] || command -v mariadbd >/dev/null || missing+=(mariadb-server)
    [[ -x /usr/sbin/pgbouncer ]] || missing+=(pgbouncer)
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"

    if [[ -z ${CARILLON_TEST_POSTGRES:-} ]]; then
        bin=$(postgres_bin)
        start_postgres
    fi
    [[ -n ${CARILLON_TEST_MARIADB:-} ]] || start_mariadb
}

# ---- tests --------------------------------------------------------------------------------------------------------

# attribute NAME < element
attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }

run_project() {
    local name=$1 report=$folder/$1.xml status=0 element p=0 f=0 s=0
    say "$name"
    # With a filter, a project may have nothing to run; the run as a whole may not.
    timeout -k 10 "${CARILLON_TEST_TIMEOUT:-900}" dotnet exec "tests/$name/bin/Release/net10.0/$name.dll" --no-progress --no-ansi \
        --results-directory "$folder" --report-xunit --report-xunit-filename "$name.xml" "${runner[@]}" &
    child=$!
    wait "$child" || status=$?
    child=

    if [[ -s $report ]]; then
        element=$(grep -o -m 1 '<assembly [^>]*>' "$report")
        p=$(attribute passed <<<"$element")
        f=$(($(attribute failed <<<"$element") + $(attribute errors <<<"$element")))
        s=$(attribute skipped <<<"$element")
        grep -o '<test [^>]*result="Fail"[^>]*>' "$report" | sed "s/.* name=\"\([^\"]*\)\".*/$name: \1/" >>"$folder/failures" || true
    fi

    if ((status == 124 || status == 137)); then
        f=$((f + 1)); echo "$name: stopped after ${CARILLON_TEST_TIMEOUT:-900} s" >>"$folder/failures"
    elif ((p + f + s == 0)) && ! ((status == 8 && ${#runner[@]} > 0)); then
        f=1; echo "$name: ran no test (exit code $status)" >>"$folder/failures"
    elif ((status != 0 && status != 8 && f == 0)); then
        f=1; echo "$name: ended with exit code $status" >>"$folder/failures"
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

if ((${#projects[@]} == 0)); then
    for project in tests/*/*.Tests.csproj; do
        projects+=("$(basename "$project" .csproj)")
    done
fi

if ((build)); then
    say "Building"
    dotnet build Library.sln -c Release -warnaserror -nodeReuse:false -tl:off -v quiet
fi
prepare_servers
for project in "${projects[@]}"; do
    run_project "$project"
done

if ((passed + failed + skipped == 0)); then
    echo "no test ran" >>"$folder/failures"
    failed=1
fi
if [[ -s $folder/failures ]]; then
    say "Failures"
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' "$folder/failures"
fi
say "Result"

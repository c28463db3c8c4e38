#!/usr/bin/env bash
# Checks what we sign with code that is not ours: a virtual environment in .build, pinned packages, Tests/Referees/*.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

environment=.build/referees
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment"
fi
"$environment/bin/python" -m pip --quiet --disable-pip-version-check install \
    'rfc8785==0.1.4' 'cryptography==50.0.2' 'pyld==3.3.0'
for referee in Tests/Referees/*.py; do
    "$environment/bin/python" "$referee"
done

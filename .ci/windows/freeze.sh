#!/usr/bin/env bash
# freeze.sh   dist/windows/nianbao, made by PyInstaller under Wine with the same build.spec as everywhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
lab=${WINDOWS_LAB:-${XDG_CACHE_HOME:-$HOME/.cache}/nianbao-windows}
log=build/windows/log.txt
mkdir -p build/windows
export PYTHONHASHSEED=1 # the same input gives the same program
xvfb-run -a .ci/windows/lab wine "$lab/winpy/python.exe" -m PyInstaller --noconfirm --clean --log-level WARN \
  --distpath dist/windows --workpath build/windows build.spec </dev/null >"$log" 2>&1 || {
  tail -n 30 "$log"
  exit 1
}
# PyInstaller goes on when it cannot load Qt, and leaves Qt's plugins out.
if grep -E 'failed to obtain Qt library info|DLL load failed' "$log"; then
  exit 1
fi

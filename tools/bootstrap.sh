#!/usr/bin/env bash
# Make sure that this machine has the system packages which no Python lock can bring.
#
# Usage: tools/bootstrap.sh NEED...     NEED: python | qt | font | postgresql
#
# Quiet and quick when nothing is missing. Otherwise installs with apt-get, as root or through sudo; where neither is
# possible it prints what to install and ends with status 1. It never changes a machine that already has everything.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C

venv=${VENV:-.venv}
missing=()      # package names, in Debian's spelling
reasons=()      # one line each, for the person who must install them by hand

want() { # want PACKAGE REASON
    local known
    for known in ${missing[@]+"${missing[@]}"}; do
        if [[ $known == "$1" ]]; then return; fi
    done
    missing+=("$1")
    reasons+=("  $1: $2")
}

need_python() {
    local python
    if ! python=$(tools/find_python.sh 2>/dev/null); then
        want python3 "Python 3.11, 3.12 or 3.13"
        want python3-venv "creates .venv"
        return
    fi
    if [[ -x $venv/bin/python ]]; then return; fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        want "$(basename "$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')")-venv" "creates .venv"
    fi
}

# Debian's package for a shared library that the Qt wheel expects from the system.
package_of() {
    case $1 in
        libGL.so.1) echo libgl1 ;;
        libEGL.so.1) echo libegl1 ;;
        libGLX.so.0) echo libglx0 ;;
        libOpenGL.so.0) echo libopengl0 ;;
        libxkbcommon.so.0) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
        libfontconfig.so.1) echo libfontconfig1 ;;
        libfreetype.so.6) echo libfreetype6 ;;
        libdbus-1.so.3) echo libdbus-1-3 ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0 | libgobject-2.0.so.0 | libgio-2.0.so.0) echo libglib2.0-0 ;;
        libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
        libX11.so.6) echo libx11-6 ;;
        libX11-xcb.so.1) echo libx11-xcb1 ;;
        libSM.so.6) echo libsm6 ;;
        libICE.so.6) echo libice6 ;;
        libxcb.so.1) echo libxcb1 ;;
        libxcb-cursor.so.0) echo libxcb-cursor0 ;;
        libxcb-icccm.so.4) echo libxcb-icccm4 ;;
        libxcb-image.so.0) echo libxcb-image0 ;;
        libxcb-keysyms.so.1) echo libxcb-keysyms1 ;;
        libxcb-randr.so.0) echo libxcb-randr0 ;;
        libxcb-render.so.0) echo libxcb-render0 ;;
        libxcb-render-util.so.0) echo libxcb-render-util0 ;;
        libxcb-shape.so.0) echo libxcb-shape0 ;;
        libxcb-shm.so.0) echo libxcb-shm0 ;;
        libxcb-sync.so.1) echo libxcb-sync1 ;;
        libxcb-util.so.1) echo libxcb-util1 ;;
        libxcb-xfixes.so.0) echo libxcb-xfixes0 ;;
        libxcb-xkb.so.1) echo libxcb-xkb1 ;;
        libwayland-client.so.0) echo libwayland-client0 ;;
        libwayland-cursor.so.0) echo libwayland-cursor0 ;;
        libwayland-egl.so.1) echo libwayland-egl1 ;;
        libatomic.so.1) echo libatomic1 ;;
        *) echo "" ;;
    esac
}

# Asked of the loader, not of the package manager: what counts is whether Qt starts.
missing_qt_libraries() {
    local qt files=()
    qt=$(echo "$venv"/lib/python3.*/site-packages/PySide6)
    if [[ ! -d $qt ]]; then
        missing_before_qt_is_there
        return
    fi
    files=("$qt"/QtGui.abi3.so "$qt"/QtWidgets.abi3.so "$qt"/QtPrintSupport.abi3.so
           "$qt"/Qt/lib/libQt6{Core,Gui,Widgets,PrintSupport,Svg}.so.6 "$qt"/Qt/plugins/platforms/libqoffscreen.so)
    if [[ -n ${DISPLAY:-} ]]; then files+=("$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/lib/libQt6XcbQpa.so.6); fi
    if [[ -n ${WAYLAND_DISPLAY:-} ]]; then files+=("$qt"/Qt/plugins/platforms/libqwayland-generic.so); fi
    ldd "${files[@]}" 2>/dev/null | awk '/=> not found/ {print $1}' | sort -u | grep -v '^libQt6' || true
}

# The libraries that every Qt program of this series needs, so that a person who must ask an administrator asks once.
missing_before_qt_is_there() {
    local library cache
    cache=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0
    for library in libEGL.so.1 libGL.so.1 libX11.so.6 libdbus-1.so.3 libfontconfig.so.1 libfreetype.so.6 \
        libglib-2.0.so.0 libxkbcommon.so.0; do
        if [[ $cache != *"$library "* ]]; then echo "$library"; fi
    done
}

need_qt() {
    local library package
    while read -r library; do
        package=$(package_of "$library")
        if [[ -n $package ]]; then
            want "$package" "$library for Qt"
        else
            echo "bootstrap: Qt needs $library and I do not know its package; please install it" >&2
        fi
    done < <(missing_qt_libraries)
}

has_chinese_font() {
    local folder
    if command -v fc-list >/dev/null; then
        if [[ -n $(fc-list :lang=zh-cn family 2>/dev/null) ]]; then return 0; fi
        return 1
    fi
    # Without fontconfig's tools the file names must do.
    for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.local/share/fonts" \
        "${HOME:-/nonexistent}/.fonts"; do
        if [[ -d $folder ]] && [[ -n $(find -L "$folder" -type f \( -iname '*CJK*' -o -iname 'SourceHan*' \
            -o -iname 'wqy-*' -o -iname 'DroidSansFallback*' -o -iname 'uming*' -o -iname 'simsun*' \
            -o -iname 'msyh*' -o -iname 'NotoSansSC*' -o -iname 'HarmonyOS_Sans_SC*' \) -print -quit) ]]; then
            return 0
        fi
    done
    return 1
}

need_font() {
    if ! has_chinese_font; then want fonts-noto-cjk "a Chinese font; without one every character is a box"; fi
}

need_postgresql() {
    if ! tools/find_postgresql.sh >/dev/null 2>&1; then
        want postgresql "the database server, for the tests that run on both engines"
    fi
}

say_what_is_missing() {
    {
        echo "This machine lacks:"
        printf '%s\n' "${reasons[@]}"
        echo "$1 Install as administrator, then try again:"
        echo "  apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
        if ! command -v apt-get >/dev/null; then echo "  (Debian's names; use those of your system.)"; fi
    } >&2
    exit 1
}

become_root() { # sets `root` to the prefix that makes a command run as root
    if [[ $(id -u) == 0 ]]; then
        root=(env)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        root=(sudo -n env)
    elif command -v sudo >/dev/null && [[ -t 0 && -t 2 ]]; then
        echo "bootstrap: sudo may ask for your password to install: ${missing[*]}" >&2
        root=(sudo env)
    else
        say_what_is_missing "I am not root and may not use sudo without a password."
    fi
}

apt() { "${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"; }

# The tests start private servers of their own: the package must not leave one running on this machine.
keep_postgresql_quiet() {
    local folder=/etc/postgresql-common/createcluster.d
    if [[ " ${missing[*]} " != *" postgresql "* || -e /etc/postgresql-common ]]; then return; fi
    "${root[@]}" mkdir -p "$folder"
    echo 'create_main_cluster = false' | "${root[@]}" tee "$folder/disclosure-desk.conf" >/dev/null
}

install_missing() {
    local log
    log=$(mktemp)
    become_root
    keep_postgresql_quiet
    echo "bootstrap: installing ${missing[*]}" >&2
    # Package lists may never have been fetched, or name files that the mirror has dropped: fetch them, then try.
    if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        say_what_is_missing "apt-get could not install them (its last words are above)."
    fi
    rm -f "$log"
}

# One pass finds what is missing and a second proves it; a package may bring a library that needs another.
for attempt in 1 2 3; do
    missing=()
    reasons=()
    for need in "$@"; do
        case $need in
            python | qt | font | postgresql) "need_$need" ;;
            *) echo "bootstrap: unknown need '$need'" >&2; exit 2 ;;
        esac
    done
    if ((${#missing[@]} == 0)); then exit 0; fi
    if ! command -v apt-get >/dev/null; then say_what_is_missing "This is no Debian-like system."; fi
    if ((attempt == 3)); then say_what_is_missing "apt-get installed them, and they are still not found."; fi
    install_missing
done

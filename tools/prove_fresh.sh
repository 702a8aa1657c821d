#!/usr/bin/env bash
# Prove a fresh clone on a bare machine: a Debian minimal root with only Python, make and git, no Qt libraries, no Chinese
# font, no PostgreSQL. Runs one command in it, as root and (with --sudo) as a user who may use sudo, or (with --plain) as
# one who may not, and so must be told what to install.
#
# Usage, as root:  tools/prove_fresh.sh [--sudo|--plain] [--keep] ROOT [COMMAND...]     (default command: make test)
#
# ROOT.base is made once by debootstrap; ROOT is a new copy of it each time, unless --keep goes on with the last one.
# This machine's own package sources, certificates and proxy settings are copied in, so that the proof needs no more
# network than this machine has.
set -euo pipefail

user=root
keep=
while [[ ${1:-} == --* ]]; do
    case $1 in
        --sudo) user=clerk ;;
        --plain) user=guest ;;
        --keep) keep=1 ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift
done
root=${1:?folder for the fresh machine}; shift
command=("${@:-make test}")
here=$(cd "$(dirname "$0")/.." && pwd)
suite=${SUITE:-bookworm}

[[ $(id -u) == 0 ]] || { echo "debootstrap and chroot need root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "install debootstrap first: apt-get install debootstrap" >&2; exit 2; }

make_base() {
    debootstrap --variant=minbase --include=python3,make,git,ca-certificates,sudo "$suite" "$root.part" >"$root.log" 2>&1 \
        || { tail -n 20 "$root.log" >&2; exit 1; }
    # As on a machine where the package lists were never fetched.
    rm -rf "$root.part"/var/lib/apt/lists/* "$root.part"/var/cache/apt/archives/*.deb
    mv "$root.part" "$root.base"
}

make_root() {
    if grep -q " $root/" /proc/mounts; then echo "something is still mounted below $root" >&2; exit 2; fi
    rm -rf --one-file-system "$root"
    cp -a "$root.base" "$root"
}

# What makes this machine reach its package registries, and nothing else of it.
copy_network_settings() {
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null || true
    for path in /etc/apt/apt.conf.d /usr/local/share/ca-certificates /etc/ssl/certs /etc/pip.conf; do
        [[ -e $path ]] || continue
        mkdir -p "$root$(dirname "$path")"
        cp -rL "$path" "$root$(dirname "$path")/" 2>/dev/null || true
    done
    env | grep -E '^(https?_proxy|no_proxy|HTTPS?_PROXY|NO_PROXY|PIP_(CERT|DEFAULT_TIMEOUT|INDEX_URL)|SSL_CERT_FILE)=' \
        >"$root/root/network.env" || true
    chmod 0644 "$root/root/network.env" && chmod 0755 "$root/root"
}

make_users() {
    chroot "$root" id clerk >/dev/null 2>&1 || chroot "$root" useradd --create-home clerk
    chroot "$root" id guest >/dev/null 2>&1 || chroot "$root" useradd --create-home guest
    echo 'clerk ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/clerk"
}

# debootstrap has made the device files; only these two are the kernel's.
mount_kernel() {
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
}

unmount_kernel() {
    umount "$root/dev/shm" "$root/proc" 2>/dev/null || umount -l "$root/dev/shm" "$root/proc" 2>/dev/null || true
}

root=$(realpath -m "$root")
[[ -d $root.base ]] || make_base
if [[ -z $keep || ! -d $root ]]; then make_root; fi
copy_network_settings
make_users
trap unmount_kernel EXIT
mount_kernel

home=$(chroot "$root" getent passwd "$user" | cut -d: -f6)
rm -rf "${root:?}$home/desk"
git clone --quiet --no-hardlinks "$here" "$root$home/desk"
chroot "$root" chown -R "$user:" "$home/desk"

start=$(date +%s)
status=0
mapfile -t network <"$root/root/network.env"
chroot "$root" setpriv --reuid "$user" --regid "$user" --init-groups \
    env -i HOME="$home" USER="$user" LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    "${network[@]}" bash -c "cd ~/desk && ${command[*]}" </dev/null || status=$?
echo "fresh machine, $user: '${command[*]}' ended with $status after $(($(date +%s) - start)) s"
exit "$status"

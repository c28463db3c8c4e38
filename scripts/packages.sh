#!/usr/bin/env bash
# Installs the system packages that building and testing need, and only those that are missing. Debian and Ubuntu. Arguments
# name further packages, which only the caller needs.
set -euo pipefail

# What, and what for.
needed=(
    libsqlite3-dev      # the headers that StorageSQLite is compiled against
    sqlite3             # the shell: the reference of `make bench`, and a reader for what a registry holds
    libzip-dev          # workbooks are unpacked with it
    libexpat1-dev       # and their XML is parsed with it
    libxlsxwriter-dev   # and written with it
    libcurl4-openssl-dev    # the headers that Fetching is compiled against, and the library that it opens
    libmicrohttpd-dev   # counterweight-witness answers with it
    libhpdf-dev         # certificates are printed with it
    libqrencode-dev     # and their codes drawn
    fonts-sil-gentiumplus   # in these typefaces, which every PDF embeds
    fonts-lato
    poppler-utils       # the tests read PDFs with programs that are not ours: text, fonts, attachments, pictures
    qpdf                # their structure
    zbar-tools          # and the codes on them
    python3-venv        # and certificates with Python packages, in an environment of their own
)
needed+=("$@")

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    printf 'This is neither Debian nor Ubuntu: install SQLite 3 with its shell, libzip, expat, libxlsxwriter, libcurl, libmicrohttpd, libharu and libqrencode yourself, with their headers, the fonts Gentium Plus and Lato, and for the tests poppler, qpdf and zbar.\n' >&2
    if [ -e /usr/include/sqlite3.h ] && [ -e /usr/include/zip.h ] && [ -e /usr/include/expat.h ] &&
        [ -e /usr/include/xlsxwriter.h ] && [ -e /usr/include/hpdf.h ] && [ -e /usr/include/qrencode.h ] &&
        [ -e /usr/include/microhttpd.h ] &&
        command -v curl-config >/dev/null && command -v sqlite3 >/dev/null; then exit 0; fi
    exit 1
fi

missing=()
for package in "${needed[@]}"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
    printf 'System packages: all %d are here (%s).\n' "${#needed[@]}" "${needed[*]}"
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        printf 'Missing: %s. Install them as root: apt-get install %s\n' "${missing[*]}" "${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
printf 'System packages: installing %s.\n' "${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# An index that cannot be refreshed is no reason to stop: the package may be in the one that is there.
${as_root[@]+"${as_root[@]}"} apt-get update >"$log" 2>&1 || printf 'apt-get update failed; trying with the old index.\n' >&2
if ! ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    cat "$log" >&2
    printf 'Could not install %s.\n' "${missing[*]}" >&2
    exit 1
fi
printf 'System packages: installed %s.\n' "${missing[*]}"

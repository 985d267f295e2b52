#!/bin/sh
# Packs Pellucid.app into a disk image: make_dmg.sh BUNDLE VERSION FOLDER. macOS only; signing comes before, see
# NOTARISING.md. The window shows the program beside a link to Applications.
set -eu
bundle=$1 version=$2 folder=$3
image="$folder/Pellucid-$version-macos.dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$bundle" "$stage/Pellucid.app"
ln -s /Applications "$stage/Applications"
cp "$bundle/Contents/Resources/pellucid.icns" "$stage/.VolumeIcon.icns" 2>/dev/null || true
# ULMO is LZMA: the smallest image, which macOS 10.15 and newer open.
hdiutil create -volname "Pellucid $version" -srcfolder "$stage" -fs HFS+ -format ULMO -ov "$image"
hdiutil verify "$image"

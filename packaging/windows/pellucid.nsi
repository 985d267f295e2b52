; Installer for Windows. `build.py` compiles it:
; makensis -DVERSION=1.2.3 -DPAYLOAD=folder -DICON=file -DENDINGS=file -DSETUP=file
;
; For one person, without administrator rights: everything lies below %LOCALAPPDATA%\Programs and HKEY_CURRENT_USER.
; "Open with" offers Pellucid for photos; no default is taken over. The uninstaller removes what was installed; photos,
; edits beside them, and settings stay.

Unicode true
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh

!define APP "Pellucid"
!define PROG_ID "Pellucid.Photo"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define APPLICATION_KEY "Software\Classes\Applications\pellucid.exe"
!define CAPABILITIES_KEY "Software\${APP}\Capabilities"

Name "${APP}"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
BrandingText "${APP} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${APP}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Setup of ${APP}, a photo editor for restoration"
VIAddVersionKey /LANG=0 "CompanyName" "The Pellucid project"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\pellucid.exe"
!insertmacro MUI_PAGE_LICENSE "${PAYLOAD}\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Offer Pellucid for an ending, beside what is chosen already.
!macro OfferFor ENDING
  WriteRegNone HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${PROG_ID}"
  WriteRegStr HKCU "${APPLICATION_KEY}\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "${CAPABILITIES_KEY}\FileAssociations" "${ENDING}" "${PROG_ID}"
!macroend

!macro NoLongerOfferFor ENDING
  DeleteRegValue HKCU "Software\Classes\${ENDING}\OpenWithProgids" "${PROG_ID}"
!macroend

; ForEveryEnding, which goes through the endings that the editor opens (`freezing.photo_formats`).
!include "${ENDINGS}"

; The shell is told that kinds of files changed, so that "Open with" shows it at once.
!macro TellShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "${APP}"
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  ; An older version goes first: a file that it alone had would stay and be loaded. Only folders of the program's own.
  IfFileExists "$INSTDIR\pellucid.exe" 0 +2
    RMDir /r "$INSTDIR\_internal"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\pellucid.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"

  WriteRegStr HKCU "Software\Classes\${PROG_ID}" "" "Photo"
  WriteRegStr HKCU "Software\Classes\${PROG_ID}\DefaultIcon" "" "$INSTDIR\pellucid.exe,0"
  WriteRegStr HKCU "Software\Classes\${PROG_ID}\shell\open\command" "" '"$INSTDIR\pellucid.exe" "%1"'
  WriteRegStr HKCU "${APPLICATION_KEY}" "FriendlyAppName" "${APP}"
  WriteRegStr HKCU "${APPLICATION_KEY}\shell\open\command" "" '"$INSTDIR\pellucid.exe" "%1"'
  WriteRegStr HKCU "${CAPABILITIES_KEY}" "ApplicationName" "${APP}"
  WriteRegStr HKCU "${CAPABILITIES_KEY}" "ApplicationDescription" "A photo editor for restoration"
  WriteRegStr HKCU "Software\RegisteredApplications" "${APP}" "${CAPABILITIES_KEY}"
  !insertmacro ForEveryEnding OfferFor

  ; `pellucid-cli` in a terminal, also where the folder is not on the PATH.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\pellucid.exe" "" "$INSTDIR\pellucid.exe"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\pellucid-cli.exe" "" "$INSTDIR\pellucid-cli.exe"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\pellucid.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The Pellucid project"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
  !insertmacro TellShell
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  ; Never the whole folder: a person may have put it where other things are.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\pellucid.exe"
  Delete "$INSTDIR\pellucid-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\licences-of-parts.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"

  !insertmacro ForEveryEnding NoLongerOfferFor
  DeleteRegKey HKCU "Software\Classes\${PROG_ID}"
  DeleteRegKey HKCU "${APPLICATION_KEY}"
  DeleteRegValue HKCU "Software\RegisteredApplications" "${APP}"
  DeleteRegKey HKCU "Software\${APP}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\pellucid.exe"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\pellucid-cli.exe"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  !insertmacro TellShell
SectionEnd

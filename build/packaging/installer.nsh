# Run by the uninstaller of Holdfast before anything else, also where an update runs it: refuses
# while anything that a till of this machine wrote may not have reached its shop. The same rule as
# before-remove.sh; there is what the files beside the database mean.

!macro holdfastLookInto FOLDER
  ${If} ${FileExists} "${FOLDER}\terminal.db"
    StrCpy $R5 "unsettled"
    ${If} ${FileExists} "${FOLDER}\terminal.db.settled"
    ${AndIfNot} ${FileExists} "${FOLDER}\terminal.db-wal"
      # 100 ns since 1601, in two halves.
      GetFileTime "${FOLDER}\terminal.db" $R1 $R2
      GetFileTime "${FOLDER}\terminal.db.settled" $R3 $R4
      ${If} $R3 > $R1
        StrCpy $R5 "settled"
      ${ElseIf} $R3 = $R1
        # Unsigned, which the comparisons of LogicLib are not.
        IntCmpU $R4 $R2 0 +2 0
        StrCpy $R5 "settled"
      ${EndIf}
    ${EndIf}
    ${If} $R5 == "unsettled"
      StrCpy $R6 "$R6$\r$\n${FOLDER}"
    ${EndIf}
  ${EndIf}
!macroend

!macro customUnInit
  # Data lies with each user; whoever removes the program for all may be another one.
  StrCpy $R6 ""
  SetShellVarContext current
  FindFirst $R7 $R8 "$PROFILE\..\*"
  ${DoWhile} $R8 != ""
    !insertmacro holdfastLookInto "$PROFILE\..\$R8\AppData\Roaming\Holdfast\terminal"
    FindNext $R7 $R8
  ${Loop}
  FindClose $R7
  ${If} $installMode == "all"
    SetShellVarContext all
  ${EndIf}
  ${If} $R6 != ""
    MessageBox MB_OK|MB_ICONSTOP "Holdfast stays as it is: sales may not have reached the shop yet. They lie in$R6$\r$\n$\r$\nStart Holdfast, wait until it says that everything was sent, close it, and try again. Where that cannot be, keep such a folder by moving it away; nothing here deletes it." /SD IDOK
    # An update that runs this uninstaller sees it, and stops.
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend

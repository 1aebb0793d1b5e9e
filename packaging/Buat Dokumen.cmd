@echo off
rem Seret berkas YAML, atau foldernya, ke berkas ini: Excel-nya dibuat di sebelahnya, lalu temuannya ditampilkan.
if "%~1"=="" (
  echo Seret berkas YAML ke berkas ini.
  pause
  exit /b 2
)
call "%~dp0sopgen.cmd" render %* --xlsx
call "%~dp0sopgen.cmd" validate %*
pause

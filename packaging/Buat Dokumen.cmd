@echo off
rem Seret berkas YAML, atau foldernya, ke berkas ini: dokumen Excel-nya dibuat di sebelahnya.
setlocal
chcp 65001 >nul
set SOPGEN=sopgen
if exist "%~dp0.venv\Scripts\sopgen.exe" set SOPGEN="%~dp0.venv\Scripts\sopgen.exe"
if exist "%~dp0python\python.exe" set SOPGEN="%~dp0python\python.exe" -m sopgen
if exist "%~dp0sopgen\sopgen.exe" set SOPGEN="%~dp0sopgen\sopgen.exe"
if "%~1"=="" (
  echo Seret berkas YAML ke berkas ini.
  pause
  exit /b 2
)
%SOPGEN% render %* --xlsx
if errorlevel 1 pause

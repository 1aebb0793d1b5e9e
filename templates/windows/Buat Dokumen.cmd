@echo off
rem Seret berkas YAML, atau foldernya, ke berkas ini: dokumen Excel-nya dibuat di sebelahnya.
chcp 65001 >nul
set "SOPGEN=%~dp0.venv\Scripts\sopgen.exe"
if not exist "%SOPGEN%" set "SOPGEN=sopgen"
if "%~1"=="" (
  echo Seret berkas YAML ke berkas ini.
  pause
  exit /b 2
)
"%SOPGEN%" render %* --xlsx
if errorlevel 1 pause

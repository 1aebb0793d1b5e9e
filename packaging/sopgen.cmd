@echo off
rem sopgen dari folder ini: program jadi, Python di dalam folder, .venv, atau yang terpasang di komputer ini.
setlocal
chcp 65001 >nul
set SOPGEN=sopgen.exe
if exist "%~dp0.venv\Scripts\sopgen.exe" set SOPGEN="%~dp0.venv\Scripts\sopgen.exe"
if exist "%~dp0python\python.exe" set SOPGEN="%~dp0python\python.exe" -m sopgen
if exist "%~dp0sopgen\sopgen.exe" set SOPGEN="%~dp0sopgen\sopgen.exe"
%SOPGEN% %*

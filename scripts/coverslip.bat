@echo off
rem Runs Coverslip from a checkout, after: mvn -q -DskipTests package
rem JAVA_HOME chooses the Java (17 or later), JAVA_OPTS is passed to it.
setlocal
set "root=%~dp0.."
if not exist "%root%\target\lib" (
	echo coverslip: not built yet; run 'mvn -q -DskipTests package' in %root% 1>&2
	exit /b 1
)
set "jar="
for %%j in ("%root%\target\coverslip-*.jar") do echo %%~nj| findstr /r /c:"-core$" /c:"-sources$" /c:"-tests$" >nul || set "jar=%%~j"
set "java=java"
set "archive="
if not defined JAVA_HOME goto start
set "java=%JAVA_HOME%\bin\java"
rem Classes made ready for this very Java and class path: by the build, else at the end of the first run.
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_RUNTIME_VERSION=" "%JAVA_HOME%\release" 2^>nul') do set "archive=%root%\target\coverslip-%%~v.jsa"
if not defined archive goto start
if exist "%archive%" (set archive="-XX:SharedArchiveFile=%archive%") else (set archive="-XX:ArchiveClassesAtExit=%archive%")
:start
rem See the other script of this name.
set "compiler=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
"%java%" -Xshare:auto %archive% -Xlog:disable -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED %compiler% %JAVA_OPTS% -cp "%jar%;%root%\target\lib\*" org.coverslip.app.Coverslip %*
exit /b %ERRORLEVEL%

@echo off
rem Runs Coverslip from a checkout, after: mvn -q -DskipTests package
rem JAVA_HOME chooses the Java (17 or later), JAVA_OPTS is passed to it.
setlocal
set "root=%~dp0.."
if not exist "%root%\target\lib" (
	echo coverslip: not built yet; run 'mvn -q -DskipTests package' in %root% 1>&2
	exit /b 1
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem See the other script of this name.
set "compiler=-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
"%java%" -Xshare:auto -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED %compiler% %JAVA_OPTS% -cp "%root%\target\classes;%root%\target\lib\*" org.coverslip.app.Coverslip %*
exit /b %ERRORLEVEL%

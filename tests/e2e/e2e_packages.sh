#!/usr/bin/env bash
# Packages as somebody gets them: packed, then the tool installed and the library added to a new project, from the folder alone.
source "$(dirname "$0")/lib.sh"

packages="$E2E_DIR/packages"
for project in AsciiGen AsciiGen.DefaultModel AsciiGen.Cli; do
    step "pack $project" dotnet pack "$root/src/$project" -c Release -o "$packages"
done
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
for package in AsciiGen AsciiGen.DefaultModel ascii-gen; do
    [ -s "$packages/$package.$version.nupkg" ] || fail "no package $package.$version: $(ls "$packages")"
    printf '%s %s bytes\n' "$package" "$(stat -c %s "$packages/$package.$version.nupkg")"
done
export NUGET_PACKAGES="$E2E_DIR/nuget"
step "install the tool" dotnet tool install ascii-gen --tool-path "$E2E_DIR/tools" --add-source "$packages" --version "$version"
step "the tool draws" "$E2E_DIR/tools/ascii-gen" cat --seed 1 --width 24 --height 12
cp "$E2E_DIR/step.out" "$E2E_DIR/tool.txt"
mkdir -p "$E2E_DIR/app" && cd "$E2E_DIR/app"
cat >app.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="AsciiGen.DefaultModel" Version="$version" /></ItemGroup>
</Project>
XML
echo 'Console.WriteLine(AsciiGen.AsciiArtist.Default.Draw("cat", new() { Width = 24, Height = 12, Seed = 1 }));' >Program.cs
sed -i '1i using AsciiGen;' Program.cs
step "restore a project with the package" dotnet restore --source "$packages" --ignore-failed-sources
step "it draws" dotnet run --no-restore
cmp -s "$E2E_DIR/tool.txt" "$E2E_DIR/step.out" || fail "the package draws another cat than the tool"

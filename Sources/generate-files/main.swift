import ArgumentParser

GenerateFiles.main()

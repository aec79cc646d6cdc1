# The PyTorch twin of the C# trainer: the same model, the same batches, the same checkpoints, for machines with GPUs.
# docs/FORMAT.md is the contract; nothing here is needed to build, test or use the C# programs.

"""What the other rooms build with: colours, sizes, small widgets."""

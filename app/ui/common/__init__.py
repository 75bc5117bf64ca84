"""What every room shares: tokens, fonts, icons, marks, controls, the lane bridge."""

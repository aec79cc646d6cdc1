# Learning rate over the run: linear warm-up, then half a cosine or a straight line down to a floor; the C# trainer's
# LearningRateSchedule.

import math


def rate_at(step, peak, floor, warm_up, total, decay="cosine"):
    """Rate of a step, counted from 1."""
    if step <= warm_up:
        return peak * step / warm_up
    if step >= total:
        return floor
    progress = (step - warm_up) / (total - warm_up)
    return floor + (peak - floor) * (1 - progress if decay == "linear" else 0.5 * (1 + math.cos(math.pi * progress)))

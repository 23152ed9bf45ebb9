"""ResNet18 with two heads that read the place of the click; the trunk's names are torchvision's.

    input    [n, 3, 120, 120]   RGB, normalised (crops.py); the click is pixel (60, 60)
    conv1    [n, 64, 60, 60]    7x7, stride 2
    maxpool  [n, 64, 30, 30]    3x3, stride 2
    layer1   [n, 64, 30, 30]    two basic blocks each
    layer2   [n, 128, 15, 15]
    layer3   [n, 256, 8, 8]
    layer4   [n, 512, 4, 4]
    features [n, 1024]          layer4 at place (2, 2), then the mean over its 16 places
    fc       [n, 12]            logits of the kinds, in the order of KINDS
    enabled  [n, 1]             logit: the control can be used

Place (i, j) of layer4 is centred on the input's pixel (32 i, 32 j), so place (2, 2) stands for the
click and the same heads, applied elsewhere, name what stands 32 pixels further: training uses the
nine places that lie inside the crop, the finished network only the middle one.
"""

import torch
from torch import Tensor, nn

from training.render.sample import KINDS

CLICK_PLACE = 2  # of layer4's map, along both axes


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and the way around them."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample: nn.Sequential | None = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x: Tensor) -> Tensor:
        around = x if self.downsample is None else self.downsample(x)
        x = self.relu(self.bn1(self.conv1(x)))
        return self.relu(self.bn2(self.conv2(x)) + around)


class VerifierNet(nn.Module):
    """`forward` gives (kind logits [n, 12], enabled logits [n]) of the click, `forward_places`
    those of every place of the map."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = self._stage(64, 64, 1)
        self.layer2 = self._stage(64, 128, 2)
        self.layer3 = self._stage(128, 256, 2)
        self.layer4 = self._stage(256, 512, 2)
        self.fc = nn.Linear(1024, len(KINDS))
        self.enabled = nn.Linear(1024, 1)
        self._initialise()

    @staticmethod
    def _stage(inputs: int, outputs: int, stride: int) -> nn.Sequential:
        return nn.Sequential(BasicBlock(inputs, outputs, stride), BasicBlock(outputs, outputs, 1))

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if isinstance(module, BasicBlock):
                nn.init.zeros_(module.bn2.weight)  # a block begins as the identity

    def trunk(self, x: Tensor) -> Tensor:
        """[n, 3, h, w] -> [n, 512, h/32, w/32], float32."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        return self.layer4(self.layer3(self.layer2(self.layer1(x)))).float()

    def forward_places(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Kind logits [n, places, places, 12] and enabled logits [n, places, places]."""
        places = self.trunk(x).permute(0, 2, 3, 1)
        mean = places.mean(dim=(1, 2), keepdim=True).expand_as(places)
        features = torch.cat([places, mean], dim=-1)
        return self.fc(features), self.enabled(features).squeeze(-1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        places = self.trunk(x)
        features = torch.cat([places[:, :, CLICK_PLACE, CLICK_PLACE], places.mean(dim=(2, 3))], 1)
        return self.fc(features), self.enabled(features).squeeze(1)


def parameter_count(net: nn.Module) -> int:
    return sum(parameter.numel() for parameter in net.parameters())

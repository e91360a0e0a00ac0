# Two names of one file are one address.
import os
from twisted.internet.address import UNIXAddress

with open('kettle', 'w'):
    os.link('kettle', 'linked')
os.symlink('kettle', 'symbolic')
kettle = UNIXAddress('kettle')
for name in 'kettle', 'linked', 'symbolic', 'symbolic/', 'cup', None, '':
    other = UNIXAddress(name)
    print(name, kettle == other, kettle != other, other == kettle,
          hash(kettle) == hash(other), {kettle: 1}.get(other))
cup = UNIXAddress('cup')
print(cup == UNIXAddress('cup'), cup != UNIXAddress('cup'),
      hash(cup) == hash(UNIXAddress('cup')), cup == UNIXAddress('pot'),
      UNIXAddress(None) == UNIXAddress(None), kettle == 'kettle')

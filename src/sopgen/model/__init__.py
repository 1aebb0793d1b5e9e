"""The SOP file as pydantic models: `Sop` and its parts, and the settings of a library.

`values` holds the kinds of values, `sop` the models, `settings` those of a sopgen.yaml, `schema` what editors are told.
"""

from __future__ import annotations

from sopgen.model.sop import BOXES as BOXES
from sopgen.model.sop import Butir as Butir
from sopgen.model.sop import Hubungan as Hubungan
from sopgen.model.sop import Instansi as Instansi
from sopgen.model.sop import Isi as Isi
from sopgen.model.sop import Kertas as Kertas
from sopgen.model.sop import Lane as Lane
from sopgen.model.sop import Langkah as Langkah
from sopgen.model.sop import Logo as Logo
from sopgen.model.sop import MutuBaku as MutuBaku
from sopgen.model.sop import Orientasi as Orientasi
from sopgen.model.sop import Penandatangan as Penandatangan
from sopgen.model.sop import Pengesahan as Pengesahan
from sopgen.model.sop import Sampul as Sampul
from sopgen.model.sop import Simbol as Simbol
from sopgen.model.sop import Sop as Sop
from sopgen.model.sop import Status as Status
from sopgen.model.sop import Tampilan as Tampilan
from sopgen.model.sop import TandaTanganElektronik as TandaTanganElektronik
from sopgen.model.sop import Tanggal as Tanggal
from sopgen.model.sop import keys_of as keys_of
from sopgen.model.sop import part_at as part_at
from sopgen.model.values import END as END

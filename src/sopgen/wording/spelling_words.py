"""Known misspellings and how the words are written."""

from __future__ import annotations

_PAIRS = """
administarsi=administrasi administasi=administrasi adminitrasi=administrasi adminstrasi=administrasi
admisnitrasi=administrasi admnistrasi=administrasi agustsus=agustus aktifitas=aktivitas analisa=analisis
angaran=anggaran anggarann=anggaran anggran=anggaran aparatr=aparatur aparatut=aparatur apotik=apotek
arsif=arsip atlit=atlet atrian=antrean berkordinasi=berkoordinasi birokasi=birokrasi desmber=desember
dianalisa=dianalisis diijinkan=diizinkan diimput=diinput dikirm=dikirim dikirmkan=dikirimkan
dilaksakan=dilaksanakan dilaksankan=dilaksanakan dilakuakan=dilakukan diposisi=disposisi dirubah=diubah
dispoisi=disposisi disposi=disposisi disposisikn=disposisikan disposisisi=disposisi distibusi=distribusi
ditandatagani=ditandatangani ditandatanggani=ditandatangani diteliiti=diteliti diteruskn=diteruskan
ditindaklajuti=ditindaklanjuti dituahkan=diteruskan diverivikasi=diverifikasi dokuman=dokumen dokumem=dokumen
dokumenn=dokumen dokumwn=dokumen efektifitas=efektivitas ekstrim=ekstrem eseleon=eselon esellon=eselon
esselon=eselon evaluasai=evaluasi evalusi=evaluasi febuari=februari ferifikasi=verifikasi fomulir=formulir
formulis=formulir formullir=formulir formulr=formulir fotokopy=fotokopi hakekat=hakikat himbauan=imbauan
hirarki=hierarki ijajah=ijazah ijasah=ijazah ijin=izin ijinkan=izinkan imput=input informsi=informasi
infromasi=informasi jadual=jadwal jaman=zaman kabupatan=kabupaten kabupten=kabupaten kadaluarsa=kedaluwarsa
kadaluwarsa=kedaluwarsa karir=karier kebutuahan=kebutuhan kebutuan=kebutuhan kecmatan=kecamatan
kegaitan=kegiatan kegiatann=kegiatan kegiatn=kegiatan kegitan=kegiatan kelengkapaan=kelengkapan
kelengkpan=kelengkapan kelenkapan=kelengkapan kelurahn=kelurahan kepegawaan=kepegawaian kepegawain=kepegawaian
kepegwaian=kepegawaian keputsan=keputusan keputuan=keputusan ketrampilan=keterampilan keuagan=keuangan
keuanagan=keuangan keungan=keuangan kompentensi=kompetensi kompoter=komputer komupter=komputer konkrit=konkret
konsef=konsep konsp=konsep koordiansi=koordinasi koordnasi=koordinasi kopetensi=kompetensi
kordinasi=koordinasi kordinator=koordinator kreatifitas=kreativitas kualifikas=kualifikasi
kualifkasi=kualifikasi kwalifikasi=kualifikasi kwalitas=kualitas kwantitas=kuantitas kwitansi=kuitansi
laopran=laporan laporann=laporan lapran=laporan managemen=manajemen megajukan=mengajukan megirim=mengirim
megisi=mengisi melakasanakan=melaksanakan melaksakan=melaksanakan melaksanaan=melaksanakan
melaksankan=melaksanakan melakuakan=melakukan melakuan=melakukan melakukakn=melakukan melkukan=melakukan
membuatt=membuat membubukan=membubuhkan membuhuhkan=membubuhkan membut=membuat memerikasa=memeriksa
memeriksaa=memeriksa memferifikasi=memverifikasi memisat=membuat memonitoring=memonitor mempelajri=mempelajari
memperbaki=memperbaiki memriksa=memeriksa memverivikasi=memverifikasi menandatagani=menandatangani
menandatanganii=menandatangani menandatanggani=menandatangani mencheck=mengecek mendatatangani=menandatangani
mendistibusikan=mendistribusikan mendistribusiakn=mendistribusikan menejemen=manajemen meneleti=meneliti
meneliiti=meneliti menelti=meneliti meneriman=menerima menerma=menerima menerukan=meneruskan
menerusakan=meneruskan menetapakan=menetapkan menetpkan=menetapkan meneyrahkan=menyerahkan
mengagedakan=mengagendakan mengajuakan=mengajukan menganalisa=menganalisis mengandakan=menggandakan
mengangendakan=mengagendakan mengarsifkan=mengarsipkan mengarsipkn=mengarsipkan mengdisposisi=mendisposisi
mengecheck=mengecek mengetaui=mengetahui mengethui=mengetahui mengevalusi=mengevaluasi
menggandankan=menggandakan menghimbau=mengimbau menghimpin=menghimpun mengijinkan=mengizinkan
mengimput=menginput mengirm=mengirim mengirmkan=mengirimkan mengjukan=mengajukan mengkoreksi=mengoreksi
mengumpulakan=mengumpulkan mengumpulkn=mengumpulkan mengusulakn=mengusulkan menidaklanjuti=menindaklanjuti
meniliti=meneliti menindaklajuti=menindaklanjuti menrima=menerima mentri=menteri menugasakan=menugaskan
menyamapaikan=menyampaikan menyampaian=menyampaikan menyampakan=menyampaikan menyampikan=menyampaikan
menyerahakan=menyerahkan menyerhkan=menyerahkan menyusum=menyusun menyususn=menyusun mererima=menerima
merubah=mengubah methode=metode meyampaikan=menyampaikan meyerahkan=menyerahkan meyiapkan=menyiapkan
meyusun=menyusun moniotring=monitoring monitorng=monitoring nasehat=nasihat negra=negara nomer=nomor
nopember=november obyek=objek obyektif=objektif oeprasional=operasional operasinal=operasional
operasioanl=operasional oprasional=operasional organiasi=organisasi organsasi=organisasi pebaikan=perbaikan
pebruari=februari pegadaan=pengadaan pegawaai=pegawai pegawia=pegawai pegwai=pegawai pelakasanaan=pelaksanaan
pelaksaan=pelaksanaan pelaksanaaan=pelaksanaan pelaksanan=pelaksanaan pelaporam=pelaporan pembauatan=pembuatan
pembuatn=pembuatan pembutan=pembuatan pemerikasaan=pemeriksaan pemeriksaaan=pemeriksaan pemeriksan=pemeriksaan
pemerinatah=pemerintah pemerintahn=pemerintahan pemerintrah=pemerintah pemohonan=permohonan
pemrintah=pemerintah penandatangananan=penandatanganan penandatangganan=penandatanganan pendididkan=pendidikan
pendidkan=pendidikan pendistibusian=pendistribusian penebitan=penerbitan penerbitn=penerbitan
penerimaaan=penerimaan peneroatanganan=penandatanganan penetapn=penetapan pengadaaan=pengadaan
pengantr=pengantar pengarsifan=pengarsipan pengatar=pengantar pengesahn=pengesahan penggandan=penggandaan
penginputann=penginputan pengirman=pengiriman pengsahan=pengesahan pengumpulam=pengumpulan
pengumumam=pengumuman penjadualan=penjadwalan penomeran=penomoran penomorann=penomoran pentapan=penetapan
penugasn=penugasan penysunan=penyusunan penyusnan=penyusunan penyusuan=penyusunan penyususan=penyusunan
penyususnan=penyusunan peratauran=peraturan peratuan=peraturan perbakian=perbaikan perecanaan=perencanaan
perencanaaan=perencanaan perencanan=perencanaan perijinan=perizinan perijinnan=perizinan perjajian=perjanjian
perjanjaian=perjanjian perjanjan=perjanjian permohanan=permohonan permohoanan=permohonan
permohonana=permohonan persaratan=persyaratan persetujan=persetujuan persetujaun=persetujuan
persetujuaan=persetujuan persetuuan=persetujuan persyaratn=persyaratan persyartan=persyaratan
pertanggungjawban=pertanggungjawaban pertangungjawaban=pertanggungjawaban perturan=peraturan
photocopy=fotokopi pirnter=printer potokopi=fotokopi praktek=praktik produktifitas=produktivitas
propinsi=provinsi prosedure=prosedur prosudur=prosedur rapih=rapi reformsi=reformasi rekapitualsi=rekapitulasi
rekaptulasi=rekapitulasi rekomedasi=rekomendasi rekomendasai=rekomendasi rekomendsi=rekomendasi
reomendasi=rekomendasi resiko=risiko secretariat=sekretariat sekedar=sekadar sekertariat=sekretariat
sekertaris=sekretaris sekrcam=sekcam sekretais=sekretaris sekretari=sekretaris sekretarit=sekretariat
sekretris=sekretaris septembar=september silahkan=silakan sistim=sistem standarisasi=standardisasi
standart=standar stempell=stempel suart=surat subkordinator=subkoordinator subyek=subjek subyektif=subjektif
suratt=surat tanggugjawab=tanggung-jawab tehnik=teknik tehnis=teknis tehnologi=teknologi tekhnis=teknis
telefon=telepon telpon=telepon terimaksih=terima-kasih tilpon=telepon tindaklanjut=tindak-lanjut
trampil=terampil undagan=undangan undangn=undangan undnag=undang varitas=varietas verfikasi=verifikasi
veripikasi=verifikasi verivikasi=verifikasi
    """
MISSPELLINGS: dict[str, str] = dict(pair.split("=", 1) for pair in _PAIRS.split())
"""Folded word -> as it is written; a hyphen there stands for a space."""

PHRASES: dict[str, str] = {
    "mutu buku": "mutu baku",
    "kualifikasi pelaksanaan": "kualifikasi pelaksana",
    "standar operasional prosedure": "standar operasional prosedur",
    "ditanda tangani": "ditandatangani",
    "di tanda tangani": "ditandatangani",
    "menanda tangani": "menandatangani",
    "penanda tanganan": "penandatanganan",
    "tandatanganan": "penandatanganan",
    "ditindak lanjuti": "ditindaklanjuti",
    "di tindak lanjuti": "ditindaklanjuti",
    "menindak lanjuti": "menindaklanjuti",
    "menyebar luaskan": "menyebarluaskan",
    "mempertanggung jawabkan": "mempertanggungjawabkan",
    "pertanggung jawaban": "pertanggungjawaban",
    "memberi tahukan": "memberitahukan",
    "diberi tahukan": "diberitahukan",
    "di paraf": "diparaf",
    "di arsip": "diarsip",
    "di buat": "dibuat",
    "di kirim": "dikirim",
    "di terima": "diterima",
    "di periksa": "diperiksa",
    "di cetak": "dicetak",
    "di catat": "dicatat",
    "di proses": "diproses",
}
"""Phrases written otherwise than they should be."""

"""Known misspellings and how the words are written.

What is not standard is chosen and written by KBBI VI (Kamus Besar Bahasa Indonesia, Badan Pengembangan dan Pembinaan
Bahasa), which refers such forms to the standard one, as the open data of its spelling checker Sipebi do. Errors of
typing were collected from SOPs of offices.
"""

from __future__ import annotations

_NOT_STANDARD = """
    abjad:abjat absorpsi:absorbsi afdal:afdol agustus:agustua akhir:ahir akomodasi:akomodir akta:akte aktif:aktip
    aktivasi:aktifasi aktivis:aktifis aktivitas:aktifitas aktual:aktuil aluminium:almunium,alumunium
    ambulans:ambulan amendemen:amandemen analisis:analisa andal:handal anggota:anggauta antre:antri antrean:antrian
    apa-pun:apapun apotek:apotik arsip:arsif asas:azas asasi:azasi asesmen:asesment,assesment asesor:asessor,assesor
    atlet:atlit atmosfer:atmosfir autentik:otentik autentikasi:autentifikasi,otentifikasi,otentikasi autopsi:otopsi
    balsam:balsem batalion:batalyon baterai:batere,baterei batin:bathin bekerja-sama:bekerjasama berakhir:berahir
    berasaskan:berazaskan berisiko:beresiko berizin:berijin berkoordinasi:berkordinasi bermeterai:bermaterai
    berpikir:berfikir bertanda-tangan:bertandatangan bertanggung-jawab:bertanggungjawab
    berterima-kasih:berterimakasih blangko:blanko cabai:cabe cedera:cidera cendekia:cendikia cendekiawan:cendikiawan
    cenderamata:cinderamata daftar:daptar dekret:dekrit derajat:derajad desain:disain desember:desembar
    deskripsi:diskripsi detail:detil di-antara:diantara di-atas:diatas di-bawah:dibawah di-belakang:dibelakang
    di-dalam:didalam di-depan:didepan di-luar:diluar di-mana:dimana di-sana:disana di-sini:disini di-situ:disitu
    diagnosis:diagnosa diakomodasi:diakomodir dianalisis:dianalisa didesain:didisain diimbau:dihimbau
    diinventarisasi:diinventarisir diizinkan:diijinkan dikesampingkan:dikesampingan
    dikoordinasi:dikoordinir,dikordinir dikoordinasikan:dikordinasikan dilegalisasi:dilegalisir
    diminimalkan:diminimalisir dimutakhirkan:dimutahirkan diorganisasi:diorganisir dipahami:difahami
    dipersilakan:dipersilahkan dipraktikkan:dipraktekkan dipublikasikan:dipubliksikan direalisasi:direalisir
    direspons:direspon disahkan:disyahkan disurvei:disurvey ditoleransi:ditolerir diubah:dirubah
    dokumentasi:dokomentasi dolar:dollar efektif:efektip,effektif efektivitas:efektifitas efisien:effisien
    efisiensi:effisiensi,efisensi ekosistem:ekosistim ekspor:eksport ekstrakurikuler:ekstrakulikuler ekstrem:ekstrim
    elite:elit embus:hembus esai:esei eselon:esellon esensi:essensi esensial:esensil,essensial faksimile:faksimili
    februari:febuari,pebruari,pebuari film:filem formal:formil foto:photo
    fotokopi:fotocopy,fotokopy,photocopy,potokopi fotosintesis:fotosintesa frekuensi:frekwensi fungsional:fungsionil
    gubuk:gubug hadis:hadist hafal:hapal hakikat:hakekat hektare:hektar hierarki:hirarki hierarkis:hirarkis
    hipotesis:hipotesa ideologi:idiologi ijazah:ijasah ikhlas:iklas iktikad:itikad imbau:himbau imbauan:himbauan
    indra:indera informal:informil inisiatif:inisiatip insentif:insentip instansi:instasi,intansi instruksi:intruksi
    instrumen:instrument intelijen:intelejen inventarisasi:inventarisir isap:hisap istri:isteri izin:ijin
    izinkan:ijinkan jadwal:jadual jagat:jagad januari:januri,januwari jenazah:jenasah jenderal:jendral junior:yunior
    justru:justeru kaidah:kaedah karena:karna karier:karir karisma:kharisma kategori:katagori ke-dalam:kedalam
    keandalan:kehandalan kedaluwarsa:kadaluarsa,kadaluwarsa kenaikan:kenaikkan kerja-sama:kerjasama
    keterampilan:ketrampilan khawatir:kuatir khazanah:khasanah khotbah:khutbah klinik:kelinik kolektif:kolektip
    komersial:komersil komoditas:komoditi kompleks:komplek komplet:komplit komprehensif:komprehensip,konprehensif
    konferensi:konfrensi,konperensi konfirmasi:komfirmasi,konfirmir konkret:kongkret,kongkrit,konkrit
    konsekuen:konsekwen konsekuensi:konsekwensi konsultasi:konsultir koordinasi:kordinasi koordinator:kordinator
    kreatif:kreatip kreativitas:kreatifitas kualifikasi:kwalifikasi kualitas:kwalitas kuantitas:kwantitas
    kuartal:kwartal kuartir:kwartir kuesioner:kuisioner,kwesioner kuintal:kwintal kuitansi:kwitansi
    kuota:kwota,quota legalisasi:legalisir lembap:lembab likuidasi:likwidasi likuiditas:likwiditas
    lokakarya:lokakary lokalisasi:lokalisir lubang:lobang majelis:majlis makhluk:mahluk
    manajemen:managemen,manejemen,menejemen manajer:manejer,menejer manajerial:managerial masjid:mesjid massal:masal
    matriks:matrik melegalisasi:melegalisir melokalisasi:melokalisir memaksimalkan:memaksimalisir
    memasukkan:memasukan memedomani:mempedomani memengaruhi:mempengaruhi memercayai:mempercayai memesona:mempesona
    meminimalkan:meminimalisir memobilisasi:memobilisir memotivasi:memotifasi memperhatikan:memperhatin
    mempersilakan:mempersilahkan mempraktikkan:mempraktekan,mempraktekkan memublikasi:mempublikasi
    memublikasikan:mempubliksikan memutakhirkan:memutahirkan mendaftar:mendaptar mendesain:mendisain
    mendeskripsikan:mendiskripsikan menetralisasi:menetralisir mengakhiri:mengahiri mengakomodasi:mengakomodir
    menganalisis:menganalisa mengantre:mengantri mengategorikan:mengkatagorikan mengekspor:mengeksport
    mengesahkan:mensyahkan mengesampingkan:mengenyampingkan mengevaluasi:mengevaluir mengimbau:menghimbau
    mengimpor:mengimport menginstruksikan:mengintruksikan menginventarisasi:menginventarisir mengizinkan:mengijinkan
    mengonfirmasi:mengkomfirmasi mengoordinasi:mengkoordinir,mengkordinir mengoordinasikan:mengkordinasikan
    mengoptimalkan:mengoptimalisir mengorganisasi:mengorganisir mengubah:merubah menoleransi:mentolerir
    menteri:mentri menyinkronkan:mensingkronkan,mensinkronkan menyurvei:mensurvey,menyurvey merealisasi:merealisir
    merek:merk merekapitulasi:merekapitulir merespons:merespon meterai:materai metode:methode,metoda miliar:milyar
    minimalkan:minimalisir mobilisasi:mobilisir modern:moderen motif:motip motivasi:motifasi mufakat:mupakat
    musala:mushola,musholla museum:musium mutakhir:mutahir nakhoda:nahkoda napas:nafas nasihat:nasehat
    netralisasi:netralisir nomor:nomer november:nopember,novembar objek:obyek objektif:obyektif
    oktober:octuber,oktobe omzet:omset operasional:operasionil orang-tua:orangtua organisasi:organisir
    orisinal:orisinil paham:faham paspor:pasport peduli:perduli pelat:plat
    pemberhentian:pemberhetian pemberitahuan:pemberitahuaan pemutakhiran:pemutahiran penasihat:penasehat
    pendaftaran:pendaptaran penerimaan:penerimaanan pengangkatan:pengangakatan,pengangkata pengesahan:pengesyahan
    pengolahan:pengelolahan penjadwalan:penjadualan penomoran:penomeran perizinan:perijinan persen:prosen
    persentase:prosentase personel:personil pertanggungjawaban:pertanggungjawabann perusakan:pengrusakan pihak:fihak
    pikir:fikir pikiran:fikiran piramida:piramid populer:popular positif:positip praktik:praktek preventif:preventip
    prinsipiel:prinsipil produktif:produktip produktivitas:produktifitas profesi:propesi
    profesional:profesionil,propesional proporsional:proporsionil provinsi:propinsi proyek:projek
    proyektor:projektor putra:putera putri:puteri rapi:rapih rapor:rapot rasional:rasionil realisasi:realisir
    rekapitulasi:rekapitulir rekrutmen:recruitmen,recruitment,rekruitmen,rekruitment relevan:relefan respons:respon
    responsif:responsip rezeki:rejeki risiko:resiko sakelar:saklar samudra:samudera saraf:syaraf seizin:seijin
    sekadar:sekedar sekretariat:secretariat,sekertariat sekretaris:sekertaris senior:sinior september:septembar
    siapa-pun:siapapun silakan:silahkan sinkron:singkron sinkronisasi:singkronisasi sintesis:sintesa sistem:sistim
    sistematika:sistimatika sistematis:sistimatis sopir:supir spesifik:spesipik spesifikasi:spesipikasi
    standar:setandar,standart standardisasi:standarisasi stasiun:stasion strategik:stratejik struktur:stuktur
    struktural:stuktural subjek:subyek subjektif:subyektif subkoordinator:subkordinator sumber-daya:sumberdaya
    survei:survey tampak:nampak tanda-tangan:tandatangan tanggung-jawab:tanggungjawab tarif:tarip
    tata-usaha:tatausaha teknik:tehnik,tekhnik teknis:tehnis,tekhnis teknologi:tehnologi,tekhnologi teladan:tauladan
    telanjur:terlanjur telantar:terlantar telepon:telefon,telpon,tilpon teoretis:teoritis terakhir:terahir
    terampil:trampil terima-kasih:terimakasih terorganisasi:terorganisir toleransi:tolerir tradisional:tradisionil
    universal:universil utang:hutang validasi:palidasi varietas:varitas verifikasi:ferifikasi video:vidio
    visual:visuil yuridis:juridis zaman:jaman
    """
_TYPING_ERRORS = """
    administrasi:administarsi,administasi,adminitrasi,adminstrasi,admisnitrasi,admnistrasi agustus:agustsus
    anggaran:angaran,anggarann,anggran antrean:atrian aparatur:aparatr,aparatut birokrasi:birokasi desember:desmber
    diinput:diimput dikirim:dikirm dikirimkan:dikirmkan dilaksanakan:dilaksakan,dilaksankan dilakukan:dilakuakan
    disposisi:diposisi,dispoisi,disposi,disposisisi disposisikan:disposisikn distribusi:distibusi
    ditandatangani:ditandatagani,ditandatanggani diteliti:diteliiti diteruskan:diteruskn,dituahkan
    ditindaklanjuti:ditindaklajuti diverifikasi:diverivikasi dokumen:dokuman,dokumem,dokumenn,dokumwn
    eselon:eseleon,esselon evaluasi:evaluasai,evalusi formulir:fomulir,formulis,formullir,formulr ijazah:ijajah
    informasi:informsi,infromasi input:imput kabupaten:kabupatan,kabupten kebutuhan:kebutuahan,kebutuan
    kecamatan:kecmatan kegiatan:kegaitan,kegiatann,kegiatn,kegitan kelengkapan:kelengkapaan,kelengkpan,kelenkapan
    kelurahan:kelurahn kepegawaian:kepegawaan,kepegawain,kepegwaian keputusan:keputsan,keputuan
    keuangan:keuagan,keuanagan,keungan kompetensi:kompentensi,kopetensi komputer:kompoter,komupter
    konsep:konsef,konsp koordinasi:koordiansi,koordnasi kualifikasi:kualifikas,kualifkasi
    laporan:laopran,laporann,lapran melaksanakan:melakasanakan,melaksakan,melaksanaan,melaksankan
    melakukan:melakuakan,melakuan,melakukakn,melkukan membuat:membuatt,membut,memisat
    membubuhkan:membubukan,membuhuhkan memeriksa:memerikasa,memeriksaa,memriksa memonitor:memonitoring
    mempelajari:mempelajri memperbaiki:memperbaki memverifikasi:memferifikasi,memverivikasi
    menandatangani:menandatagani,menandatanganii,menandatanggani,mendatatangani mendisposisi:mengdisposisi
    mendistribusikan:mendistibusikan,mendistribusiakn meneliti:meneleti,meneliiti,menelti,meniliti
    menerima:meneriman,menerma,menrima,mererima meneruskan:menerukan,menerusakan menetapkan:menetapakan,menetpkan
    mengagendakan:mengagedakan,mengangendakan mengajukan:megajukan,mengajuakan,mengjukan
    mengarsipkan:mengarsifkan,mengarsipkn mengecek:mencheck,mengecheck mengetahui:mengetaui,mengethui
    mengevaluasi:mengevalusi menggandakan:mengandakan,menggandankan menghimpun:menghimpin menginput:mengimput
    mengirim:megirim,mengirm mengirimkan:mengirmkan mengisi:megisi mengoreksi:mengkoreksi
    mengumpulkan:mengumpulakan,mengumpulkn mengusulkan:mengusulakn menindaklanjuti:menidaklanjuti,menindaklajuti
    menugaskan:menugasakan menyampaikan:menyamapaikan,menyampaian,menyampakan,menyampikan,meyampaikan
    menyerahkan:meneyrahkan,menyerahakan,menyerhkan,meyerahkan menyiapkan:meyiapkan
    menyusun:menyusum,menyususn,meyusun monitoring:moniotring,monitorng negara:negra
    operasional:oeprasional,operasinal,operasioanl,oprasional organisasi:organiasi,organsasi
    pegawai:pegawaai,pegawia,pegwai pelaksanaan:pelakasanaan,pelaksaan,pelaksanaaan,pelaksanan pelaporan:pelaporam
    pembuatan:pembauatan,pembuatn,pembutan pemeriksaan:pemerikasaan,pemeriksaaan,pemeriksan
    pemerintah:pemerinatah,pemerintrah,pemrintah pemerintahan:pemerintahn
    penandatanganan:penandatangananan,penandatangganan,peneroatanganan pendidikan:pendididkan,pendidkan
    pendistribusian:pendistibusian penerbitan:penebitan,penerbitn penerimaan:penerimaaan penetapan:penetapn,pentapan
    pengadaan:pegadaan,pengadaaan pengantar:pengantr,pengatar pengarsipan:pengarsifan pengesahan:pengesahn,pengsahan
    penggandaan:penggandan penginputan:penginputann pengiriman:pengirman pengumpulan:pengumpulam
    pengumuman:pengumumam penomoran:penomorann penugasan:penugasn
    penyusunan:penysunan,penyusnan,penyusuan,penyususan,penyususnan peraturan:peratauran,peratuan,perturan
    perbaikan:pebaikan,perbakian perencanaan:perecanaan,perencanaaan,perencanan perizinan:perijinnan
    perjanjian:perjajian,perjanjaian,perjanjan permohonan:pemohonan,permohanan,permohoanan,permohonana
    persetujuan:persetujan,persetujaun,persetujuaan,persetuuan persyaratan:persaratan,persyaratn,persyartan
    pertanggungjawaban:pertanggungjawban,pertangungjawaban printer:pirnter prosedur:prosedure,prosudur
    reformasi:reformsi rekapitulasi:rekapitualsi,rekaptulasi
    rekomendasi:rekomedasi,rekomendasai,rekomendsi,reomendasi sekcam:sekrcam sekretariat:sekretarit
    sekretaris:sekretais,sekretari,sekretris stempel:stempell surat:suart,suratt tanggung-jawab:tanggugjawab
    terima-kasih:terimaksih tindak-lanjut:tindaklanjut undang:undnag undangan:undagan,undangn
    verifikasi:verfikasi,veripikasi,verivikasi
    """
NOT_STANDARD, TYPING_ERRORS = (
    {wrong: right for right, wrongs in (group.split(":") for group in groups.split()) for wrong in wrongs.split(",")}
    for groups in (_NOT_STANDARD, _TYPING_ERRORS)
)
MISSPELLINGS: dict[str, str] = {**TYPING_ERRORS, **NOT_STANDARD}
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
    "foto copy": "fotokopi",
    "photo copy": "fotokopi",
    "poto copy": "fotokopi",
    "foto kopi": "fotokopi",
    "olah raga": "olahraga",
    "undang undang": "undang-undang",
    "kosa kata": "kosakata",
    "di karenakan": "dikarenakan",
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

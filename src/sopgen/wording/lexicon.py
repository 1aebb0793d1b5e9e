"""Word lists of the language of offices; what can be told from the form of a word stands in `morphology` instead."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _in_order(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STEMS = _in_order("""
    abadi-kan abai-kan acara-kan ada-kan adil-i adopsi advokasi agenda-kan ajak aju-kan ajar-kan akhir-i aktif-kan
    akui akses aktivasi alih-kan alir-kan alokasi-kan amanat-kan amankan aman-kan amat-i ambil anggar-kan anggota-i
    anjur-kan antar antisipasi anulir analisis arah-kan arsip-kan asesmen asuh atas-i atur audit awal-i awas-i
    awet-kan baca bagi-kan bahas bakar bangkit-kan bandingkan banding-kan bangun bantah bantu basah-i batal-kan
    batas-i bayar-kan bayar bawa bedah beban-kan beku-kan beli bentuk berangkat-kan berdaya-kan beri berita-kan
    beritahu-kan berhenti-kan berkas-kan berlaku-kan bersih-kan besar-kan betul-kan biaya-i bimbing bina bingkai
    bongkar buat bubuh-kan budidaya-kan buka buktikan bukti-kan buku-kan bungkus buang cabut cadang-kan cair-kan
    cakup cantum-kan capai catat cegah cek cetak cipta-kan cocok-kan coret cuci cap cabang-kan cari campur calon-kan
    daftar-kan daftar damping-i data data-kan dahulu-kan dalam-i danai dana-i dapat-kan dasar-kan datang-i debat-kan
    definisi-kan dekorasi demonstrasi-kan dengar-kan deskripsi-kan deteksi didik digital-kan digitalisasi dinas-kan
    diri-kan disiplin-kan diskusi-kan disposisi-kan distribusi-kan dokumentasi-kan dorong dukung duplikasi edar-kan
    edit edukasi efektif-kan ekspos eksekusi ekspor eliminasi endap-kan entri estimasi evakuasi evaluasi fasilitasi
    final-kan finalisasi fokus-kan formulasi-kan fotokopi fungsi-kan gabung-kan gali ganda-kan ganggu gambar ganti
    gelar gerak-kan giat-kan golong-kan guna-kan gugat hadap-i hadir-i hadir-kan hapus harga-i harmonisasi-kan
    hapus-kan hasil-kan hemat hentikan henti-kan hibah-kan hidup-kan hidang-kan himpun himbau hindar-i hitung
    hubung-i hukum hormat-i identifikasi ikat ikuti implementasi-kan impor imbau indeks informasi-kan ingat-kan
    input inovasi inspeksi instal instruksi-kan integrasi-kan intervensi investigasi inventarisasi isi isolasi
    izin-kan jabar-kan jadwal-kan jaga jahit jalan-kan jaring jatuh-kan jawab jelas-kan jemput jual jilid jamin
    jumlah-kan jangkau kaji kalibrasi kaitkan kait-kan kapitalisasi karantina kategori-kan kawal kelola kelompok-kan
    keluar-kan kembali-kan kembang-kan kemas kendali-kan kenal-kan kerah-kan kerja-kan ketahu-i ketik kelompok-i
    kelas-kan kirim kirim-kan kliping klaim klasifikasi-kan klasifikasi klarifikasi koleksi-kan komentar-i kompilasi
    komunikasi-kan kondisi-kan konfigurasi konfirmasi konsep konservasi konsolidasi-kan konsultasi-kan
    koordinasi-kan koreksi konversi kosong-kan kuasa-i kubur-kan kumpul-kan kunci kunjung-i kurang-i kurasi kutip
    kuat-kan kuras laku-kan laksana-kan lalu-i lamp-iran lampir-kan lanjut-kan lantik lapor-kan larang latih layan-i
    legalisasi legalisir lelang lembaga-kan lengkap-i lepas-kan lestari-kan letak-kan libat-kan lihat limpah-kan
    lindung-i lipat liput luncur-kan lunas-i luas-kan label-i makam-kan masak masuk-kan masyarakat-kan mediasi minta
    mitigasi mohon modifikasi monitor mobilisasi muat mula-i musnah-kan musyawarah-kan mutakhir-kan mutasi-kan
    mandiri-kan naik-kan narasi-kan negosiasi-kan nikah-kan nilai normalisasi notulensi-kan nomor-i nyata-kan
    nonaktif-kan obat-i observasi olah operasi-kan operasional-kan optimal-kan organisasi-kan paham-i padam-kan
    padan-kan pakai papar-kan paraf parkir-kan pasang pasar-kan pasti-kan patuh-i pegang patok pecah-kan pelihara
    pelajar-i penuh-i periksa perintah-kan pertahan-kan perlu-kan pesan petakan peta-kan pilah pilih pimpin
    pindah-kan pindai pinjam pinjam-kan pisah-kan plot-kan pompa potong potret praktik-kan prediksi prioritas-kan
    proses produksi program-kan promosi-kan proyeksi-kan publikasi-kan pulang-kan pulih-kan pungut pupuk pusat-kan
    putus putus-kan putar presentasi-kan posting panen panggil pantau pangkas padat-kan raih rancang rakit rambu-i
    rangkai rangkum rangkum-kan rata-kan rawat realisasi-kan reboisasi rehabilitasi rekam rekap rekapitulasi
    rekomendasi-kan rekonsiliasi rekonstruksi rekrut relokasi rencana-kan respons resmi-kan restorasi retur reviu
    revisi revitalisasi rilis rinci registrasi rujuk rumus-kan rumah-kan ralat rubah raba sah-kan sahut saji-kan
    saksi-kan salin salur-kan sambut sama-kan sampai-kan sanggah sanksi santun-i saring satu-kan sebar-kan
    sebar-luas-kan sebarluas-kan sedia-kan segel sehat-kan selaras-kan seleksi selenggara-kan selesai-kan selidik-i
    semprot-kan sempurna-kan sepakat-i serah-kan serap sertifikasi setor setor-kan sewa seberang-kan sesuai-kan
    setel siaga-kan siap-kan siar-kan sidang-kan sidik simpan simpul-kan simulasi-kan singkat sinkron-kan
    sinkronisasi-kan sisir sisip-kan sita sortir sosialisasi-kan setuju-i stempel subsidi suluh sumpah suntik-kan
    suntik sunting supervisi survei susun standar-kan standardisasi sterilkan steril-kan suplai syarat-kan semat-kan
    sampel sosialisasi sumbang-kan tabulasi tagih tahan takar taksir talang-i tambah-kan tambah tampil-kan tampung
    tanam tanda-i tandatangan-i tandatangan tangan-i tanggap-i tangguh-kan tanggulang-i tangkap tanya-kan tarik tata
    tatausaha-kan tawar-kan tayang-kan tegak-kan tegas-kan tegur tekan telaah telusur-i teliti tempat-kan tempel-kan
    temu-kan tentu-kan tera terap-kan terbit-kan terima terjemah-kan tertib-kan terus-kan tetap-kan tes tilang
    timbang timbun tindak tindaklanjut-i tingkat-kan tinjau tiru titip-kan toleransi tolak tolong transfer transkrip
    transkripsi-kan tuang-kan tugas-kan tujukan tuju-kan tukar tulis tumbuh-kan tunda tunjuk tunjuk-kan tuntas-kan
    turun-kan turut-kan tutup taat-i tebang tebar uang-kan ubah ucap-kan udara-kan uji ukur ulang-i umum-kan
    umpan-balik undang undang-kan unduh unggah ungkap-kan upaya-kan urai-kan urus urut-kan usul-kan usaha-kan usut
    utama-kan utus ulas validasi verifikasi visitasi visualisasi-kan wakil-i wajib-kan wawancara-i waris-kan
    yakin-kan angkut angkat ambil-alih apel-kan asisten-i asistensi asuransi-kan tegah pingsan-kan asing-kan porsi
    bantu-kan bebas-kan bekal-i belajar-kan benah-i beres-kan bilas booking bina-kan bekas-i baik-kan basmi campak
    cegat cerah-kan cicil cuci-kan contoh-kan dadar damai-kan darat-kan derek desain desinfeksi disinfeksi
    donasi-kan ekstrak ekstraksi eskalasi filter fumigasi fogging formulir-kan gaji gali-kan garap garis-i giling
    gosok gulung gugur-kan hancur-kan hantar-kan hias-i hibur hijau-kan iklan-kan iris inseminasi isyarat-kan intai
    jabat jajak-i janji-kan jajar-kan kabar-kan kabul-kan kader-kan kalkulasi kandang-kan kejar kering-kan kontak
    kontrak kontrol konversi-kan kritik kukur kupas kredit-kan kualifikasi-kan kuliah-kan lacak lahir-kan landas-i
    lapis-i layak-kan layar-kan lebur lekat-kan lepas lerai limbah-kan lobi longgar-kan lukis lumas-i manfaat-kan
    marka materai-i merdeka-kan migrasi-kan minimal-kan mohon-kan moderasi motivasi muat-kan netral-kan nomor-kan
    notifikasi oles optimasi otorisasi pacu pagar-i pajang panas-kan pandu pasok pijat pilih-kan pindah-buku-kan
    pindahbuku-kan potong-kan pratinjau proteksi pugar pukul purifikasi puas-kan racik rapat-kan rapi-kan ratifikasi
    rebus rekat-kan rekayasa rendam renovasi replikasi reparasi representasi-kan resume restrukturisasi ringkas
    rintis rukun-kan rotasi salah-kan sapu saran-kan sasar sebut-kan sejajar-kan selamat-kan selam-i semai semprot
    sengketa-kan sentuh seragam-kan setrika siang-i siarkan siram skrining skor sortasi suara-kan subkontrak-kan
    suguh-kan sampling tambal tata-kelola tebus tender-kan tentang tepat-kan tera-ulang terang-kan tetes-kan
    tinggal-kan titik-beratkan tombol triase tumpuk tunai-kan tunggu tutor-i tindak-i uraikan urut utara-kan
    unggul-kan vaksin wisuda wakaf-kan zakat-kan nyala-kan cat las lap pel klik cor-kan rem drop susut-kan sambung
    cacah sembelih pindahtangan-kan hapusbuku-kan geledah bebastugas-kan mandi-kan kafan-i kibar-kan kode katalog
    alihmedia-kan aspal hampar-kan kompos-kan mantap-kan peringkat lubang-i sampul-i akomodasi pulasara autopsi
    otopsi ungsi-kan blokir enkripsi benih-kan menang-kan minutasi mati-kan rahasia-kan aduk ayak balik belah ceklis
    gantung kalikan beritahu kena-kan posisi-kan sapa tusuk genggam lingkar-i pipet sorong bagi diam-kan dingin-kan
""")
"""What follows meN- or di-: a root, and after a hyphen the suffix its active verb has. The first entry of a root wins
where a noun (penyerahan) leads back to it."""

PER_STEMS = _in_order("""
    baik-i siap-kan timbang-kan hitung-kan kuat panjang baru-i luas cepat banyak oleh besar kecil kenal-kan lambat
    tanggungjawab-kan tahan-kan lengkap-i hati-kan lihat-kan juang-kan satu-kan mudah tegas jelas ketat tunjuk-kan
    jual-belikan dengar-kan tanya-kan sembah-kan untuk-kan guna-kan kaya halus dalam bantu-kan kerja-kan kira-kan
    indah tajam erat silakan boleh-kan soal-kan
""")
"""What follows memper- or diper- (memperbaiki, mempersiapkan); the noun is per-…-an."""

PER_ROOTS = _in_order("""
    periksa perintah perlu perang peras peragakan perankan pergok perosok perciki perban peram perikan peringkat perah
""")
"""Roots that begin with per-, which is no prefix there: memeriksa, memerintahkan."""

MONOSYLLABLES = _words("""
    cek cat sah tik tes lap las pel rem bom klik lem cap cor drop
""")
"""Roots that take menge- (mengecek, mengesahkan)."""

UNCHANGED = _words("kaji proses pelajar")
"""Roots that keep a consonant meN- usually swallows: mengkaji, memproses, mempelajari."""

NOUN_VERBS = _in_order("""
    permintaan=meminta persetujuan=menyetujui pernyataan=menyatakan perubahan=mengubah perpindahan=memindahkan
    perhitungan=menghitung pergantian=mengganti peringatan=memperingatkan perundingan=merundingkan
    perbandingan=membandingkan peralihan=mengalihkan pertanggungjawaban=mempertanggungjawabkan perlindungan=melindungi
    pertukaran=menukar pergerakan=menggerakkan perburuan=memburu persembahan=mempersembahkan pengecapan=mengecap
    perkenalan=memperkenalkan peninjauan=meninjau pengambilan=mengambil pengetahuan=mengetahui pembagian=membagikan
    pemberian=memberikan pembayaran=membayar pengiriman=mengirim pendaftaran=mendaftarkan penghapusan=menghapus
    pengajaran=mengajar penelitian=meneliti penyelidikan=menyelidiki penyidikan=menyidik pemutusan=memutus
    penindakan=menindak pembatasan=membatasi penyetoran=menyetor penyuntikan=menyuntikkan penambahan=menambah
    pemotongan=memotong pemilihan=memilih peminjaman=meminjam pendataan=mendata pengembalian=mengembalikan
    penerimaan=menerima pengenalan=mengenalkan pengusulan=mengusulkan pengadaan=mengadakan penomoran=memberi+nomor
    penandaan=menandai pengumuman=mengumumkan pemesanan=memesan pendampingan=mendampingi penyelesaian=menyelesaikan
    pemberitahuan=memberitahukan penyimpulan=menyimpulkan pengundangan=mengundangkan pemanggilan=memanggil
    penginputan=menginput pengisian=mengisi pengetikan=mengetik pengecekan=mengecek pengagendaan=mengagendakan
    pengkajian=mengkaji pengklasifikasian=mengklasifikasikan pengkoordinasian=mengoordinasikan
    pengkoordiniran=mengoordinasikan pengoordinasian=mengoordinasikan pengverifikasian=memverifikasi
    penyosialisasian=menyosialisasikan pensosialisasian=menyosialisasikan pengarsipan=mengarsipkan
    penandatangan=menandatangani penanda-tanganan=menandatangani penindaklanjutan=menindaklanjuti pemrosesan=memproses
    pemerosesan=memproses pengupload-an=mengunggah penguploadan=mengunggah penscanan=memindai pen-scan-an=memindai
    pengimputan=menginput pentransferan=mentransfer pencocokkan=mencocokkan penggandaan=menggandakan
    penterjemahan=menerjemahkan pemprosesan=memproses pengaktifan=mengaktifkan pengopian=menyalin
    pemfotokopian=memfotokopi usulan=mengusulkan kesepakatan=menyepakati himbauan=mengimbau imbauan=mengimbau
    ulasan=mengulas keberangkatan=memberangkatkan entry=mengentri backup=mencadangkan restore=memulihkan
    sortir=menyortir updating=memutakhirkan editing=mengedit coding=mengodekan scanning=memindai packing=mengemas
    printing=mencetak mapping=memetakan testing=menguji ttd=menandatangani tte=menandatangani revisi=merevisi
    acc=menyetujui rilis=merilis panen=memanen pengawalan=mengawal pengelasan=mengelas pengecoran=mengecor
    pemberkasan=memberkas pembaruan=memperbarui pengkodean=mengodekan pengkremasian=mengkremasi reset=mereset
    instal=menginstal submit=mengirim approval=menyetujui audit=mengaudit reviu=mereviu review=mereviu telaah=menelaah
    wawancara=mewawancarai kroscek=mengecek crosscheck=mengecek cross-check=mengecek rekap=merekap input=menginput
    entri=mengentri scan=memindai upload=mengunggah download=mengunduh print=mencetak copy=menyalin update=memperbarui
    posting=memposting transfer=mentransfer cetak=mencetak paraf=memaraf arsip=mengarsipkan disposisi=mendisposisikan
    legalisir=melegalisasi analisa=menganalisis analisis=menganalisis kliping=mengkliping konsultasi=mengonsultasikan
    koordinasi=mengoordinasikan diskusi=mendiskusikan publikasi=memublikasikan promosi=mempromosikan
    presentasi=mempresentasikan paparan=memaparkan liputan=meliput ekspedisi=mengirim kalibrasi=mengalibrasi
    observasi=mengobservasi sosialisasi=menyosialisasikan advokasi=mengadvokasi lelang=melelang kontrol=mengontrol
    supervisi=menyupervisi simulasi=menyimulasikan sinkronisasi=menyinkronkan harmonisasi=mengharmonisasikan
    finalisasi=memfinalkan registrasi=meregistrasi konfirmasi=mengonfirmasi rekonsiliasi=merekonsiliasi
    distribusi=mendistribusikan dokumentasi=mendokumentasikan delegasi=mendelegasikan instruksi=menginstruksikan
    implementasi=mengimplementasikan integrasi=mengintegrasikan negosiasi=menegosiasikan mutasi=memutasikan
    migrasi=memigrasikan akreditasi=mengakreditasi alokasi=mengalokasikan visualisasi=memvisualisasikan
    realisasi=merealisasikan publisitas=memublikasikan komunikasi=mengomunikasikan konsolidasi=mengonsolidasikan
    produksi=memproduksi transkripsi=mentranskripsikan demonstrasi=mendemonstrasikan klasifikasi=mengklasifikasikan
    sertifikasi=menyertifikasi eskalasi=mengeskalasi otorisasi=mengotorisasi edukasi=mengedukasi
    partisipasi=berpartisipasi mediasi=memediasi install=menginstal filing=mengarsipkan labeling=melabeli
    labelling=melabeli launching=meluncurkan setting=mengatur setup=mengatur checking=mengecek controlling=mengontrol
    recovery=memulihkan publish=menerbitkan siaran=menyiarkan belanja=membelanjakan handover=menyerahkan
    koding=mengodekan sortasi=menyortir cleaning=membersihkan approve=menyetujui booking=memesan
    broadcast=menyebarluaskan clearing=membersihkan closing=menutup check=mengecek delivery=mengantar
    drafting=menyusun+draf dropping=menyalurkan droping=menyalurkan edit=mengedit ekspor=mengekspor export=mengekspor
    impor=mengimpor import=mengimpor handling=menangani keikutsertaan=mengikutsertakan kepulangan=memulangkan
    kepergian=memberangkatkan loading=memuat locking=mengunci numbering=menomori opening=membuka order=memesan
    packaging=mengemas planning=merencanakan ploting=memplot plotting=memplot processing=memproses prosesing=memproses
    purchasing=membeli recording=merekam reject=menolak release=merilis repair=memperbaiki reporting=melaporkan
    request=meminta reschedule=menjadwalkan+ulang resend=mengirim+ulang rolling=merotasi routing=merutekan
    saving=menyimpan schedulling=menjadwalkan scheduling=menjadwalkan scoring=menskor sealing=menyegel sending=mengirim
    share=membagikan sharing=membagikan shooting=merekam syuting=merekam sorting=menyortir stamping=mengecap
    streaming=menyiarkan tagging=menandai typing=mengetik upgrade=meningkatkan upgrading=meningkatkan
    uploading=mengunggah downloading=mengunduh inputing=menginput inputting=menginput warning=memperingatkan
    wrapping=membungkus weighing=menimbang branding=mempromosikan repost=memposting reposting=memposting
    uninstall=mencopot laminating=melaminasi legalisasi=melegalisasi resepsi=melaksanakan+ fiat=menyetujui
    pelunasan=melunasi pencacahan=mencacah kolaborasi=berkolaborasi adaptasi=beradaptasi interaksi=berinteraksi
    retur=meretur overhandle=menyerahkan tindak_lanjut=menindaklanjuti tanda_tangan=menandatangani
    kaji_ulang=mengkaji+ulang kaji_cepat=mengkaji+cepat pembacaan=membacakan inventaris=menginventarisasi
    back_up=mencadangkan follow_up=menindaklanjuti set_up=mengatur cross_check=mengecek alih_media=mengalihmediakan
""")
"""Nouns of action whose verb does not follow from their form; `+` puts the noun behind the verb, or what stands after
the `+` (penomoran -> memberi nomor). `tindak_lanjut` are two words."""

NOUNS_KEPT = {
    "melakukan": _words("""
        aftap rukyatul aksi_bersih anamnesa anamnesis asesmen asistensi assessment audit_mutu autopsi balik_nama banding
        bongkar_muat cek_fisik cek_kesehatan cek_lapangan cek_lokasi cek_ulang check_in check_out checkin
        checkout clearance conference crossmatch daftar_ulang daur_ulang deploy deployment diagnosa diagnosis
        duplik ekspertise fill fogging home_care infus inspeksi instalasi interview job_fit jual_beli
        kaji_banding kajian karantina klaim kunjungan kurban lembur maintenance merger mix monev nekropsi
        operasi opname otopsi patroli penetration_test persalinan ramp_check razia recall recheck rekayasa
        rekrutmen restart riset rontgen roya sampling sensus serah_terima service servis sewa_menyewa sidak sita
        skrining sortir_lipat stock_opname stok_opname studi_lapangan survei surveilans survey tambat_labuh
        tanya_jawab tera_ulang terapi tes test tilang timbang_terima tindakan tinjau_lapangan tinjauan transaksi
        treatment trial triase ubinan uitzet uji uji_coba uji_tuntas undian visit visite visum voting
    """),
    "melaksanakan": _words("""
        aanwijzing akad akad_nikah apel audiensi baksos bakti_sosial bedah_buku bimtek bimwin bintek debat demo
        dengar_pendapat desk dialog diklat doa donor ekspos ekspose entry_meeting exit_meeting festival fgd
        forum gelar gelar_perkara gladi halalbihalal gotong_royong jumpa_pers kampanye kegiatan kerja_bakti kerja_sama
        kerjasama kick_off kompetisi konferensi konsinyering kuliah kunjungan_kerja kursus latihan latsar
        lokakarya magang manasik musdes musrenbang musyawarah nikah olahraga orientasi panen_raya paripurna
        pelatihan pembelajaran perayaan perjalanan perkuliahan pernikahan persidangan pidato piket pleno praktik
        praktikum raker rakerda rakernas rakor rakornis rakorpem rakortek rakorwil rapat rapim rembuk reses
        ronda sarasehan seminar senam serah_jabatan sertijab siaga sidang simposium studi studi_banding
        studi_tiru sumpah tatap_muka tender uji_kompetensi uji_publik ujian upacara vicon video_conference
        webinar wisuda workshop yudisium
    """),
    "menyelenggarakan": _words("lomba pameran perlombaan"),
    "memberikan": _words("""
        apresiasi arahan bantuan bimbingan ceramah dukungan hibah jawaban masukan nasehat nasihat pengarahan
        penghargaan penyuluhan rekomendasi respon respons sanksi santunan tanggapan teguran
    """),
    "menyampaikan": _words("""
        aduan ikrar keberatan panggilan pengaduan sambutan sanggahan
    """),
    "membuat": _words("""
        catatan laporan notulensi pesanan rangkuman rekapan ringkasan rujukan undangan
    """),
    "menyusun": _words("kesimpulan telaahan"),
    "mengajukan": _words("ajuan permohonan"),
    "mengadakan": _words("pertemuan"),
    "mengurus": _words("perizinan"),
    "menyelesaikan": _words("perselisihan"),
    "menerima": _words("kedatangan"),
}
"""Nouns of action that stay behind a verb that says no more than they do: rapat -> melaksanakan rapat."""

MODIFIERS = _words("""
    business capacity check closing press public team desk digital final fit focus general home internal joint
    medical mini mutual online opening pasca peer post pra pre quality re self site spot video virtual
""")
"""Words that make a noun of action of the one behind them another: site visit, pra rekonsiliasi."""

QUALITIES = _words("""
    internal eksternal lapangan lapang awal akhir baru lama lanjutan bersama bertahap teknis administrasi administratif
    publik umum khusus rutin berkala harian mingguan bulanan tahunan triwulan fisik substansi substantif silang mandiri
    langsung online daring luring faktual massal bertingkat berjenjang
""")
"""What a noun of action may be qualified by, and is not done to: audit internal."""

THINGS = _words("""
    ventilasi
    pelajaran pelanggaran pencemaran penyimpangan penyalahgunaan informasi aplikasi lokasi organisasi instansi seksi
    kompetensi komisi divisi provinsi propinsi direksi administrasi kondisi situasi posisi versi edisi dimensi
    kuitansi kwitansi referensi dispensasi polisi formasi asosiasi koperasi korporasi generasi populasi prestasi
    motivasi potensi fungsi institusi notifikasi asuransi garansi lisensi presensi absensi frekuensi efisiensi
    urgensi konsekuensi kompensasi emisi spesifikasi kualifikasi subsidi inflasi investasi konsumsi akomodasi
    transportasi konstruksi regulasi legislasi disertasi skripsi okupasi fraksi redaksi ekspresi persepsi koneksi
    durasi resolusi solusi komposisi notasi destinasi ilustrasi koleksi profesi radiasi aspirasi birokrasi imigrasi
    sanitasi irigasi nutrisi indikasi korupsi akuntansi farmasi teknisi akademisi politisi praktisi klinisi bagasi
    garasi retribusi konsistensi transparansi kepolisian peraturan perjanjian pekerjaan penduduk perusahaan
    perkantoran perkebunan perumahan peralatan perlengkapan persyaratan pertanian perikanan peternakan perdagangan
    perindustrian perhubungan perpustakaan pertanahan perbankan perairan permukiman pemukiman perkotaan perdesaan
    pedesaan perbatasan perhutanan pertambangan perekonomian perkoperasian perguruan perwakilan perasuransian
    perseroan perseorangan perorangan perbendaharaan pertahanan persandian perpajakan permasalahan persoalan
    pertanyaan perbedaan perkiraan perhatian peradilan percetakan persimpangan perkembangan peristiwa perkawinan
    perceraian perdamaian persediaan pemerintahan pemerintah pendapatan penghasilan pengadilan pangan peserta
    pegawai pelabuhan penerbangan penginapan pengalaman pengertian penumpang penyakit pakaian peringkat pengairan
    kecamatan kelurahan kementerian kejaksaan kabupaten kepegawaian keuangan kesehatan kependudukan kearsipan
    kehutanan ketentuan kebutuhan kelengkapan keterangan keadaan kendaraan kebijakan kewenangan kekurangan kesalahan
    kepala pimpinan atasan bawahan jabatan bagian badan dewan satuan bulan tahunan harian bulanan halaman layout
    rundown printout handout equipment department management environment position condition version decision
""")
"""Words formed like a noun of action that name a thing, a field or somebody."""

ENDINGS_OF_ACTION = _in_order("back down over off out ment tion sion skopi tomi terapi lisis gnosis")
"""With these end further loans that name an action: rollback, takedown, deployment, endoskopi, hemodialisis."""

NOT_GERUNDS = _words("""
    rekening dinding kambing kucing anjing daging jaring kuning kering keliling samping masing-masing asing penting
    sering paling pusing ranting cacing catering katering kopling marketing engineering building housing spring
    billing ranking rating bearing piping anting banding saling saring sekring sekering persneling hosting kaveling
    perponding
""")
"""Words that merely end like an English noun of action (briefing, scanning)."""


TOOLS = _words("""
    pengantar penutup pembuka penanda pengaman pelindung penunjuk pengganti penunjang pendukung pembanding pelengkap
    pencetak pengikat pembungkus penyangga penerang
""")
"""Words formed like somebody who does something that more often name a thing: surat pengantar."""

LIGHT_PASSIVES = _words("""
    dilakukan dilaksanakan diadakan diselenggarakan dijalankan dikerjakan dilakasanakan
""")
"""Passives that only say that the noun before them happens: "Pemeriksaan berkas dilakukan …"."""

LIGHT_VERBS = _words("melakukan melaksanakan mengadakan menyelenggarakan menjalankan")

ACTORS = _words("""
    pihak ka kepala wakil ketua sekretaris bendahara staf staff petugas pegawai pejabat panitia tim pokja operator admin
    administrator kasi kasie kabid kabag kasubag kasubbag kasubbid kasubid kadis kadin kaban kakan kapus kaur kasat
    kasubdit kasubsi kakanwil kaprodi kajur kalaksa kades kadus plt plh sekda sekdin sekban sekcam sekwan sekdes
    sekjen seklur sekdakab subkoordinator koordinator bupati gubernur walikota wali camat lurah menteri presiden
    direktur direksi dirjen irjen deputi asisten inspektur irban auditor analis arsiparis pustakawan bidan dokter
    apoteker guru dosen rektor dekan siswa mahasiswa murid orang warga masyarakat pasien keluarga ahli calon peserta
    pengadministrasi penanggung penanggungjawab pemilik wajib perangkat dinas badan bagian bidang seksi subbag
    subbagian subbid subbidang sekretariat unit upt uptd opd skpd satker kantor kelurahan kecamatan kementerian
    kabupaten puskesmas rsud inspektorat bappeda bpkad bkd bkpsdm bkpp bkn dprd pimpinan atasan bawahan karyawan
    perusahaan kepolisian kejaksaan pengadilan hakim jaksa notaris konsultan kontraktor distributor vendor teknisi
    programmer surveyor enumerator fasilitator narasumber moderator notulis notulen protokol ajudan caraka kurir
    satpam sopir pengemudi supir resepsionis agendaris jfu jft jabfung fungsional ppk ppk-skpd pptk kpa pa ppspm
    ppkom pphp pjphp ukpbj ulp lpse bud kuasa kasir verifikator reviewer evaluator validator sistem media majelis
    fraksi komisi kelompok lembaga yayasan koperasi sanggar regu satgas satpol komandan danru kapolres kapolsek
    dandim danramil pns asn cpns pppk honorer tenaga instruktur widyaiswara mc redaktur reporter wartawan editor
    fotografer desainer penasihat tamu pelanggan konsumen nasabah pemustaka pelamar pengadu terlapor saksi korban
    klien pengecer satpolpp ppns pranata teller loket bapak ibu saudara kaposyandu kader bumdes bpd rt rw babinsa
    bhabinkamtibmas rekanan mitra responden auditi auditee auditan tpa bpk bpkp apip dpmptsp dinkes disdik dishub
    dinsos diskominfo disdukcapil disnaker disperindag dispora kanwil kpp kpu bawaslu bank kreditur debitur ppid
    humas front frontliner customer cs kominfo pusdalops trc pmi tni polri kjri kbri sesditjen setditjen setjen
    ditjen direktorat eselon mempelai catin statistisi praktisi politisi akademisi klinisi
""")
"""Words with which the name of somebody who acts begins; those with peN- follow from their roots."""

PREPOSITION_VERBS = _words("""
    menggunakan melalui mengenai menurut menuju menjadi memakai meliputi mencakup menyangkut memuat menjelang
    mengingat berdasarkan berupa berisi berisikan bersama beserta berikut berkaitan berkenaan berhubungan bersumber
    berada bertempat berbentuk berlaku mengikuti berasal bernama berjudul bernomor berjumlah bersifat bertanggal
    menghadapi memenuhi merupakan belajar
""")
"""Verbs that after a noun describe it and are not what its sentence says."""

ACTORS_VERBS = _words("menggunakan memakai memuat mengikuti menghadapi memenuhi menuju menjadi belajar")
"""Of those, the ones that are what the sentence says where somebody stands before them."""

LOAN_VERBS = _words(
    "update upload download input entry entri scan print copy edit share submit approve posting cek review reviu revisi"
)
"""Loans that somebody does without a prefix where no other verb follows: "Operator upload data"."""

DEEDS = _words("menggunakan memakai mengikuti menghadapi menuju datang hadir pergi pulang")
"""Verbs of those that no paper does: what stands before them is somebody, unless another verb follows."""

PAPERS = _words("""
    surat berkas dokumen data formulir form blanko laporan hasil draf draft konsep naskah daftar arsip nota kuitansi
    kwitansi bukti kartu buku lembar format aplikasi alat barang bahan mesin peralatan kendaraan ruang ruangan gedung
    materi jadwal usulan proposal undangan sertifikat sertipikat ijazah akta foto file soal sampel obat uang dana biaya
    syarat persyaratan kelengkapan kegiatan acara proses tahapan permohonan pengaduan keputusan sk spt sppd spj spm sp2d
""")
"""Things of an office, of which a row cannot mean that they act."""

PLACES = _words("""
    data rekam daftar balik konsep kontrak katalog indeks gambar resume rekap karantina tandon rantai kurung kultur
    jaring total marka produksi
""")
"""Roots that after a "di" of their own are a place, not a passive: `di rekam medis`."""

SPLIT_PASSIVES = _words("""
    isi proses nilai paraf disposisi stempel input cetak entri agenda arsip cap foto scan upload print copy acc simpan
""")
"""Nouns before which a "di" of its own makes a passive, not a place: `di paraf`."""

PARTICIPLES = _words("""
    disertai didampingi dibantu dilengkapi dihadiri dipimpin diikuti dilampiri dipandu diketuai diwakili dibarengi
    didukung ditujukan dimaksud diiringi disaksikan dikawal diselingi diawali diakhiri
""")
"""Passives that after a noun describe it: "Penyerahan obat disertai informasi"."""

NOT_VERBS = _words("""
    beritahu beritahukan menteri mentri mensos mendag mendes mendikdasmen mendikti mensesneg mensetneg mentrans
    menaker menag mempelai media mekanisme memo memorandum memori menu menara mentor mentoring mental member merek
    mediator meter meteran meterai menit menengah menantu mengapa membran metrologi mesin meja medis metode merah
    medali mei mesjid mediasi mekanik mentah menko menkes menpan menpan-rb mendagri menkeu menhub menkumham menlu
    mendikbud mentan menristek menwa mengenai menurut melalui menjelang mengingat memang meski meskipun merdeka
    merit mesti meeting berkas berita beras berdasarkan bersama bersama-sama berikut berikutnya bersamaan bersih
    berat berani berbagai bersalah berbeda berdua bertiga bersangkutan berbahaya berkala berkenaan berhubung beserta
    berupa beranggotakan berantas bermacam bermotor
""")
"""Words that merely begin like an active verb, and the prepositions among those."""

NOT_PASSIVES = _words("""
    dinas disposisi diskusi direktur direksi direktorat divisi dialog diklat diagnosis diagnosa diagram digital
    dimensi dispensasi distribusi distributor diri dia dini dinding ditjen diktat disiplin diskon display dirjen
    dirut dinamika diploma dinamis dipa dirinya digitalisasi diseminasi disertasi distrik diameter diesel diet
    difabel dikti dimana direktori disabilitas diversi digitasi disinfeksi diskriminasi diskualifikasi diversifikasi
    diplomat disarpus diantara disamping disini didik diam
""")
"""Words that merely begin like a passive."""

BARE_VERBS = _words("""
    datang pergi tiba pulang hadir ikut turut masuk keluar mulai selesai naik turun kembali lapor mohon minta antre
    antri duduk singgah mampir tampil
""")
"""Verbs that need no prefix; a row that begins with one has no active verb in the sense of the rule."""

BER_ACTIONS = _words("""
    berangkat berkumpul berkunjung bertanya bertemu berbicara berbagi bekerja berkirim bersepakat berunding berdoa
    berlatih berjaga berbelanja berpatroli berlayar bertugas bersidang berpindah berhenti bermain bernyanyi
    berolahraga berbaris berganti berdiri bersalaman berkeliling beristirahat bergabung bergerak berbaring berkemas
    berpidato berlari bermusyawarah
""")
"""Verbs with ber- that are something done; most others say how something is: bermeterai, bernomor."""

CAUSATIVES = _words("""
    memerintahkan menugaskan menginstruksikan mengarahkan meminta memohon menyuruh mengimbau menghimbau mewajibkan
    menyarankan mengajak mengusulkan mengingatkan membantu memfasilitasi mendampingi membimbing melatih mengundang
    menganjurkan memberitahukan memberikan memastikan mengupayakan mengajarkan mengajari mendorong mengizinkan
    mengharuskan membolehkan melarang memotivasi membiasakan
""")
"""Verbs behind which others are what somebody else is to do."""

VERB_NOUNS = _words("""
    cara teknik kemampuan keterampilan tempat jadwal lomba langkah prosedur hak kewajiban kesempatan waktu keinginan
    kesediaan kesanggupan alasan latihan giliran aturan larangan proses tahapan wewenang keahlian kebiasaan praktik
""")
"""Nouns behind which verbs are what they are about: "cara mengisi, menandatangani dan mengirim formulir"."""

NO_COMMAND = _words("""
    asuransi izin informasi transkrip notifikasi akomodasi
    data surat paraf arsip input entri agenda rapat survei audit disposisi acara total anggota uang pupuk hibah
    stempel label lelang kultur alat tanda program sewa pesan sampel konsep jual standar nomor usul dana harga asuh
    diri didik hukum data kunci isi proses kuasa gambar jumlah bukti berita syarat sumpah peta makna wakil waris nilai
    putus tata subsidi suap
    pagar rantai kontrak kontrol filter desain lapis orbit resume motivasi notifikasi kredit gaji kabar landas tutor
    sampling skor vaksin umpan zonasi budaya lobi materai maaf saran seragam iklan donasi kuliah siang terang calon
    anggar warta lembaga media organisasi kader siswa guru supir sopir hakim kunjung rumah makam akhir awal dasar batas
    biaya kerja jabat kondisi konfigurasi prioritas program promosi proyeksi strategi uang usaha utama warga wujud
    koleksi komentar kelas kelompok kategori jadwal jaring indeks inovasi hasil gambar format fokus fungsi definisi
    cadang beban bekas ajar resmi siar tangan tanggung tempat tera timbun tugas tertib tindak umum upaya
    standardisasi respons rencana rambu produksi panen organisasi operasi observasi negosiasi mutasi musyawarah
    modifikasi mediasi masyarakat limbah larang sasar suara alas bobot contoh garis baik
""")
"""Roots that are as often a noun: alone at the beginning of a row they are no command."""

COMMANDS = _words("isi proses nilai pesan simpan usul tata")
"""Of those, the ones that a row may begin with as a command: "Isi buku kontrol"."""

ADVERBS = _words("""
    segera langsung kembali juga akan telah sudah harus dapat wajib bisa selalu masih mulai kemudian selanjutnya lalu
    lantas sekaligus terus ikut turut bersama-sama bersama secara sedang perlu hendaknya agar mesti boleh dimohon ingin
    hendak mohon setelahnya berikutnya selanjutnnya seterusnya akhirnya
""")
"""Words that stand before a verb and change nothing about who does it."""

ABBREVIATIONS = _words("""
    ka kasubbag kasubag kabid kabag kasi kasie kasubbid kaban kadis sekr sek dr drs dra ir prof no tgl an a.n tn ny
    bpk bp sdr sdri h hj subbag sub kec kab prov dll dsb
""")
"""Words that a full stop follows without ending anything."""

TIME_NOUNS = _words("""
    hari malam pekan minggu bulan tahun triwulan semester akhir awal pagi siang sore jam caturwulan kali tanggal
""")
"""What "setiap" stands before where it says when, not who."""

NUMBERS = _words("satu dua tiga empat lima enam tujuh sepuluh beberapa")
"""What a lead in front of the verb begins with that says when: "Satu hari sebelum acara …"."""

TIME_WORDS = _words("""
    kemudian selanjutnya lalu lantas segera langsung selanjutnnya seterusnya akhirnya berikutnya terus
""")
"""Of those, the ones a row begins with although its verb should."""

POLITE_WORDS = _words("harap tolong silakan silahkan maka pertama terakhir diharapkan diharap")
"""Words in front of the verb that ask for it or count the rows, besides adverbs."""

LEAD_VERBS = _words("""
    merujuk mengacu berpedoman berlandaskan berbekal berpijak bertolak bertumpu
""")
"""Verbs that begin a phrase in front of the verb where "pada", "dari" or "ke" follows: "Berpedoman pada RPJMD …"."""

RESULTS = _words("""
    laporan undangan usulan jawaban tanggapan catatan masukan permohonan pengaduan aduan pesanan ringkasan rangkuman
    rekapan telaahan kesimpulan panggilan rujukan bantuan hibah disposisi rekomendasi arsip perizinan permintaan
    pengumuman ajuan
""")
"""Nouns of action that are as often what comes of it."""

CONDITIONS = _words("jika apabila bila bilamana kalau jikalau seandainya manakala andaikata")

CLAUSE_WORDS = _words("""
    setelah sesudah sebelum ketika saat selama sejak sementara karena sehingga agar supaya guna untuk sambil seraya
    bahwa apakah tanpa yang dengan dalam demi hingga sampai walaupun meskipun bagi tentang dimana yg utk dgn yaitu yakni
""")
"""Words that begin a side clause or a phrase after the verb."""

LEAD_WORDS = _words("""
    setelah sesudah sebelum ketika saat selama sejak sementara karena untuk agar guna dalam dengan berdasarkan
    bersama melalui menurut atas dari pada di sesuai bersama-sama beserta sambil tanpa mengingat terhadap bagi
    mengenai lewat sebagai bertempat sehubungan berkaitan berkenaan paling selambat-lambatnya
    pukul usai seusai selesai begitu sehabis selepas secara kecuali khusus demi sewaktu
""")
"""Words that begin a clause or phrase in front of the sentence's own verb."""

PREPOSITIONS = _words("""
    di ke dari pada kepada untuk dengan dalam melalui atas bagi terhadap secara sesuai berdasarkan menurut tentang
    oleh antara sebagai selama sebelum setelah sesudah paling sebanyak agar guna yang sampai hingga ketika saat karena
""")

CONNECTORS = _words("dan serta maupun kemudian lalu selanjutnya lantas sekaligus & terus kmd")

STRONG_CONNECTORS = _words("kemudian lalu selanjutnya lantas sekaligus")
"""Connectors that end a side clause: what follows them is again something the row does."""

DANGLING = _words("""
    dan serta atau untuk yang ke di dari pada kepada dengan oleh dalam agar supaya guna serta bahwa jika apabila bila
    maka sebagai antara tentang melalui terhadap bagi sebelum setelah sesudah maupun tetapi namun karena sehingga
""")
"""Words with which no sentence ends."""

FLAWS = _words("salah keliru rusak cacat")
"""What a check finds without a negation."""

NEGATIONS = _words("tidak belum kurang tdk blm bukan")

EMPTY_CONDITIONS = _words("""
    diperlukan dibutuhkan perlu ada memungkinkan dimungkinkan tersedia dikehendaki diminta dianggap dipandang dirasa
    mungkin sempat berkenan memang terdapat dibutuhkan/diperlukan memerlukan membutuhkan ada/diperlukan berlaku
""")
"""What follows "jika" where nothing is decided: "apabila diperlukan"."""

VERDICTS = _words("""
    setuju disetujui menyetujui sesuai lengkap benar betul salah kurang tidak belum layak memenuhi ya valid lulus
    butuh revisi direvisi kesalahan kekurangan kekeliruan perbaikan koreksi ditolak menolak sah cocok keliru terlambat
    gagal berhasil diterima disepakati memadai cukup tepat ok oke acc lolos memenuhi terpenuhi dinyatakan melebihi
    bukan ditemukan ketidaksesuaian penyimpangan
""")
"""What a check can find."""

REFUSALS = _words("""
    dikembalikan ditolak mengembalikan menolak kembali dikembalikan dibatalkan ditunda diperbaiki kembalikan
    dilengkapi direvisi dieskalasi membatalkan digugurkan gugur
""")
"""What happens where a check fails."""

VAGUE = (
    "dan lain-lain",
    "dan lain lain",
    "dan lain sebagainya",
    "dan sebagainya",
    "dan seterusnya",
    "dll",
    "dsb",
    "dst",
    "apabila diperlukan",
    "jika diperlukan",
    "bila diperlukan",
    "kalau diperlukan",
    "apabila perlu",
    "jika perlu",
    "bila perlu",
    "kalau perlu",
    "apabila dibutuhkan",
    "jika dibutuhkan",
    "bila dibutuhkan",
    "seperlunya",
    "secukupnya",
    "sebagaimana mestinya",
    "sesuai kebutuhan",
    "etc",
)
"""Phrases that leave open what is done."""

ENTRANCES = _words("mulai selesai start end akhir berakhir finish begin")
"""A row of nothing else is no activity."""

APPLICANTS = _words("""
    pemohon masyarakat warga pelapor pengadu pelanggan pengunjung pendaftar pelamar pasien konsumen nasabah pemustaka
""")

APPLICANT_PHRASES = (
    "wajib pajak",
    "wajib retribusi",
    "pengguna layanan",
    "penerima layanan",
    "pengguna jasa",
    "pencari kerja",
)

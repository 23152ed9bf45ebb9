"""Labels, names and texts for synthetic screens, composed on the spot from small word lists.

Words of the held-out tenth (by hash) appear only when `held_out` is asked for, so that a
validation screen is made of labels that training never composed.
"""

from __future__ import annotations

import random
import zlib

VERBS = """
Add Apply Approve Archive Assign Attach Back Block Browse Build Buy Calculate Cancel Change Clear
Close Collapse Compare Compile Complete Compose Compress Configure Confirm Connect Continue
Convert Copy Create Crop Customize Cut Decrypt Delete Deploy Detach Disable Disconnect Discard
Dismiss Done Download Draw Duplicate Edit Eject Empty Enable Encrypt Exit Expand Export Extract
Fetch Fill Filter Find Finish Flip Format Forward Generate Group Hide Import Insert Install Invite
Join Launch Leave Link Load Lock Login Logout Log_in Log_out Mark Merge Minimize Move Mute New
Next OK Open Organize Pause Paste Pin Play Post Preview Previous Print Proceed Publish Quit
Rebuild Record Redo Refresh Register Reject Reload Remove Rename Repeat Replace Reply Report
Request Reset Resize Restart Restore Resume Retry Revert Review Rotate Run Save Scan Schedule
Search Select Send Share Show Shuffle Sign_in Sign_out Sign_up Skip Sort Split Start Stop Submit
Subscribe Swap Sync Test Translate Trash Undo Unfollow Ungroup Uninstall Unlock Unmute Update
Upgrade Upload Validate Verify View Yes No Zoom_in Zoom_out
""".split()

NOUNS = """
Account Action Address Agenda Alarm Album Alert Alias Amount Animation Appearance Application Area
Article Artist Audio Author Average Background Backup Balance Bank Battery Birthday Bluetooth
Board Book Bookmark Border Branch Brightness Browser Budget Bug Calendar Camera Campaign Card Cart
Catalog Category Cell Certificate Channel Chapter Chart Chat City Clipboard Clock Code Collection
Color Column Command Comment Company Component Connection Contact Container Content Contract
Contrast Cookie Country Course Credit Currency Cursor Customer Dashboard Data Database Date Day
Debit Default Delivery Department Description Desktop Detail Device Diagram Dictionary Directory
Discount Disk Display Document Domain Draft Driver Duration Effect Email Employee Encoding Engine
Entry Environment Equation Error Event Example Expense Extension Family Favorite Feature Field
File Filter Flag Folder Font Footer Frame Frequency Function Gallery Game Gateway Gender Goal
Graph Grid Group Guest Guide Header Heading Height Help Highlight History Home Host Hour Icon
Identity Image Inbox Income Index Info Input Inventory Invoice Item Job Journal Key Keyboard Label
Language Layer Layout Length Level Library License Limit Line Link List Location Log Login Logo
Macro Mail Map Margin Master Media Meeting Member Memory Menu Message Method Microphone Minute
Mode Model Module Monitor Month Mouse Movie Music Name Network News Note Notification Number
Object Offer Office Option Order Organization Outbox Outline Output Owner Package Page Palette
Panel Paper Paragraph Parameter Parent Partner Password Path Pattern Payment Performance Period
Permission Person Phone Photo Picture Plan Player Playlist Plugin Point Policy Port Position Power
Preference Preset Price Printer Priority Privacy Process Product Profile Progress Project Property
Protocol Provider Proxy Purchase Quality Quantity Query Question Queue Quote Radio Range Rate
Rating Ratio Receipt Recipe Recipient Record Reference Region Register Reminder Repository Request
Resolution Resource Response Result Revenue Role Room Route Row Rule Sales Sample Scale Schedule
Schema Scope Score Screen Script Section Security Sender Sensor Series Server Service Session
Setting Shadow Shape Shipping Shop Signature Site Size Slide Snapshot Software Song Sound Source
Space Speaker Speed Spelling Stage Statement Station Statistics Status Storage Store Street
Student Style Subject Subscription Subtitle Summary Supplier Support Surname Symbol System Table
Tag Target Task Tax Team Template Terminal Text Theme Thread Ticket Time Timeline Timer Title
Token Tool Toolbar Topic Total Track Traffic Transaction Transfer Transition Translation Transport
Tree Trip Type Unit Update User Username Vacation Value Variable Vendor Version Video View Visitor
Volume Voucher Wallet Warehouse Warning Weather Web Week Weight Widget Width Window Wizard Word
Workflow Workspace Year Zone
""".split()

ADJECTIVES = """
Active Advanced All Alternative Annual Anonymous Automatic Available Basic Blank Bold Compact
Current Custom Daily Dark Deep Default Double Dynamic Empty External Fast Final First Flat Full
Further General Global Green Hidden High Horizontal Internal Invalid Italic Large Last Latest
Light Local Long Low Main Manual Maximum Medium Minimum Mobile Monthly More My New Normal Old Open
Optional Other Own Personal Plain Popular Portable Primary Private Public Quick Random Raw Recent
Red Regular Remote Required Safe Secondary Secure Selected Shared Short Simple Single Small Smart
Special Standard Static Strict Strong Temporary Total Unique Unread Upcoming Urgent Vertical
Visible Weekly Wide
""".split()

FOREIGN = """
Abbrechen Speichern Öffnen Datei Bearbeiten Ansicht Einstellungen Schließen Löschen Hinzufügen
Übernehmen Weiter Zurück Suchen Hilfe Drucken Einfügen Kopieren Ausschneiden Größe Straße Annuler
Enregistrer Fichier Édition Affichage Paramètres Fermer Supprimer Ajouter Suivant Précédent
Rechercher Aide Imprimer Copier Coller Fenêtre Réseau Périphérique Cancelar Guardar Archivo Editar
Ver Configuración Cerrar Eliminar Añadir Siguiente Anterior Buscar Ayuda Imprimir Contraseña
Dirección Annulla Salva Modifica Visualizza Impostazioni Chiudi Elimina Aggiungi Avanti Indietro
Cerca Stampa Salvar Arquivo Exibir Configurações Fechar Excluir Adicionar Próximo Pesquisar Ajuda
Senha Endereço Anuluj Zapisz Plik Edycja Widok Ustawienia Zamknij Usuń Dodaj Dalej Wstecz Szukaj
Pomoc Hasło Annuleren Opslaan Bestand Bewerken Beeld Instellingen Sluiten Verwijderen Toevoegen
Volgende Vorige Zoeken Avbryt Spara Arkiv Redigera Visa Inställningar Stäng Radera Lägg_till Nästa
Föregående Sök Peruuta Tallenna Tiedosto Muokkaa Näytä Asetukset Sulje Poista Lisää Seuraava
Edellinen Haku Storno Uložit Soubor Úpravy Zobrazit Nastavení Zavřít Smazat Přidat Další Zpět
Hledat Nápověda Vazgeç Kaydet Dosya Düzenle Görünüm Ayarlar Kapat Sil Ekle İleri Geri Ara Yardım
""".split()

FIRST_NAMES = """
Ada Alan Alice Amir Ana Anton Bea Ben Bob Bruno Carla Chen Clara Dan Dora Elena Emil Emma Eric Eva
Farid Fay Felix Frida Gina Greg Hana Hugo Ida Igor Ines Ivan Jack Jana Jean Joe Jonas Julia Karl
Kate Kim Lara Lea Leo Lena Lin Luca Lucy Maja Marc Maria Max Mia Mila Nina Noah Nora Olga Omar
Otto Paul Petra Pia Raj Rita Rosa Ruth Sam Sara Sven Tara Tim Tom Ugo Uma Vera Vic Wim Yara Zoe
""".split()
LAST_NAMES = """
Adler Baker Berg Bianchi Brown Carter Costa Cruz Dahl Diaz Dubois Evans Fischer Fox Garcia Gray
Hall Hansen Hill Ito Jones Kaya Kelly King Klein Kovac Kumar Lang Larsen Lee Lopez Martin Meyer
Miller Moore Mori Nagy Novak Olsen Park Patel Perez Popov Reed Rossi Sato Schmidt Silva Singh
Smith Stone Tanaka Taylor Vega Wagner Weber White Wolf Wood Wright Young Zhang
""".split()
TOWNS = """
Athens Austin Berlin Bogota Boston Brazil Cairo Canada Chile China Dakar Delhi Denmark Dublin
Egypt Finland France Geneva Germany Ghana Greece Havana Iceland India Ireland Italy Japan Kenya
Lagos Lima Lisbon London Madrid Malta Mexico Milan Montreal Nepal Norway Oslo Paris Peru Poland
Porto Prague Quito Rome Seoul Spain Sweden Sydney Tokyo Toronto Tunis Turkey Vienna Warsaw Zurich
""".split()
EXTENSIONS = """
txt pdf png jpg odt ods csv zip tar.gz tar.xz md html py json xml mp3 ogg webm svg iso
""".split()
SMALL_WORDS = """
the a of to and in is for on that with as this are be at you not or have from can will your when
if which all more one was has but do their been may these use only each about other used into such
than its some them then two first also new up out over after most between would should
""".split()
SYMBOLS = """
+ - × ÷ = % ( ) . , / * < > ^ ! ? # & @ √ π C CE AC M+ MR sin cos tan log ln
""".split()
GLYPHS = """
© ® = ¥ Q @ » « | [] {} Oo O o x X v V ~ < > ^ _ * # & >> = £ § ° e a i 4 9 + -
""".split()

SYLLABLES = """
ba be bi bo bu ca ce co da de di do fa fe fi fo ga ge go ha he hi ho ja jo ka ke ki ko la le li lo
lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi
vo wa we wi za ze zo bra cre dri flo gra klu pre qui sta tri
""".split()
CODAS = ["", "", "", "n", "r", "s", "t", "x", "l", "nd", "rm", "st", "ck"]


def is_held_out(word: str) -> bool:
    return zlib.crc32(word.lower().encode()) % 10 == 0


class Vocabulary:
    """A stream of labels; equal seeds of `rng` give equal labels."""

    def __init__(self, rng: random.Random, held_out: bool = False) -> None:
        self.rng = rng
        self.held_out = held_out

    def _pick(self, words: list[str]) -> str:
        if not self.held_out:
            word = self.rng.choice(words)
            while is_held_out(word):
                word = self.rng.choice(words)
            return word.replace("_", " ")
        kept = [w for w in words if is_held_out(w)]
        return self.rng.choice(kept if kept and self.rng.random() < 0.6 else words).replace(
            "_", " "
        )

    def made_up(self) -> str:
        while True:
            count = self.rng.choice((1, 2, 2, 2, 3, 3))
            word = "".join(self.rng.choice(SYLLABLES) for _ in range(count))
            word += self.rng.choice(CODAS)
            if len(word) > 2 and is_held_out(word) == self.held_out:
                return word

    def verb(self) -> str:
        return self._pick(VERBS)

    def noun(self) -> str:
        roll = self.rng.random()
        if roll < 0.8:
            return self._pick(NOUNS)
        return self.made_up().capitalize()

    def _plural(self) -> str:
        noun = self.noun()
        return noun if noun.endswith("s") else noun + "s"

    def label(self) -> str:
        """A label as buttons, menus, boxes and fields carry it."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.18:
            text = self.verb()
        elif roll < 0.36:
            text = f"{self.verb()} {self.noun()}"
        elif roll < 0.52:
            text = self.noun()
        elif roll < 0.66:
            text = f"{self._pick(ADJECTIVES)} {self._plural()}"
        elif roll < 0.74:
            text = f"{self.noun()} {self.noun()}"
        elif roll < 0.80:
            text = f"{self.verb()} {self._pick(ADJECTIVES)} {self.noun()}"
        elif roll < 0.87:
            text = self._pick(FOREIGN)
        elif roll < 0.92:
            text = self.made_up().capitalize()
        elif roll < 0.96:
            link = rng.choice(["of", "and", "for"])
            text = f"{self._pick(ADJECTIVES)} {self.noun()} {link} {self.noun()}"
        else:
            text = f"{self.noun()} {rng.randint(1, 40)}"
        roll = rng.random()
        if roll < 0.35:
            text = text[0] + text[1:].lower()
        elif roll < 0.40:
            text = text.upper()
        elif roll < 0.44:
            text = text.lower()
        return text

    def person(self) -> str:
        return f"{self._pick(FIRST_NAMES)} {self._pick(LAST_NAMES)}"

    def file_name(self) -> str:
        rng = self.rng
        parts = [self.rng.choice([self.noun, self.made_up, self.verb])().lower()]
        if rng.random() < 0.5:
            parts.append(rng.choice([self.noun().lower(), str(rng.randint(1, 2030))]))
        stem = rng.choice(["_", "-", "", "_"]).join(parts).replace(" ", "")
        return f"{stem}.{rng.choice(EXTENSIONS)}"

    def value(self) -> str:
        """What a field or a cell holds."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.2:
            return self.person()
        if roll < 0.35:
            return self._pick(TOWNS)
        if roll < 0.5:
            return str(rng.randint(0, 10 ** rng.randint(1, 6)))
        if roll < 0.6:
            return f"{rng.randint(1980, 2030)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if roll < 0.7:
            return f"{rng.randint(1, 999)}.{rng.randint(0, 99):02}"
        if roll < 0.8:
            return self.file_name()
        if roll < 0.88:
            return f"{self.made_up()}@{self.made_up()}.{rng.choice(['com', 'org', 'net'])}"
        return self.noun()

    def sentence(self, words: int) -> str:
        rng = self.rng
        parts = [
            rng.choice(SMALL_WORDS) if rng.random() < 0.5 else self.noun().lower()
            for _ in range(words)
        ]
        text = " ".join(parts)
        return text[0].upper() + text[1:] + rng.choice([".", ".", "", "?", ":"])

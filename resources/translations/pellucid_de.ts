<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Pellucid</name>
    <message>
        <source> (off)</source>
        <translation> (aus)</translation>
    </message>
    <message>
        <source> Presets</source>
        <translation> Vorgaben</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> · cropped</source>
        <translation> · zugeschnitten</translation>
    </message>
    <message>
        <source> ≈ Estimated on a small copy.</source>
        <translation> ≈ An einer kleinen Kopie geschätzt.</translation>
    </message>
    <message>
        <source>% burnt out</source>
        <translation>% ausgefressen</translation>
    </message>
    <message>
        <source>&amp;0 Stars</source>
        <translation>&amp;0 Sterne</translation>
    </message>
    <message>
        <source>&amp;1 Star</source>
        <translation>&amp;1 Stern</translation>
    </message>
    <message>
        <source>&amp;2 Stars</source>
        <translation>&amp;2 Sterne</translation>
    </message>
    <message>
        <source>&amp;3 Stars</source>
        <translation>&amp;3 Sterne</translation>
    </message>
    <message>
        <source>&amp;4 Stars</source>
        <translation>&amp;4 Sterne</translation>
    </message>
    <message>
        <source>&amp;5 Stars</source>
        <translation>&amp;5 Sterne</translation>
    </message>
    <message>
        <source>&amp;About Pellucid…</source>
        <translation>Ü&amp;ber Pellucid …</translation>
    </message>
    <message>
        <source>&amp;After</source>
        <translation>&amp;Nachher</translation>
    </message>
    <message>
        <source>&amp;All Steps</source>
        <translation>&amp;Alle Schritte</translation>
    </message>
    <message>
        <source>&amp;Anaglyph</source>
        <translation>&amp;Anaglyphe</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>&amp;Vorher</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Cancel Work</source>
        <translation>V&amp;organg abbrechen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Copy Picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy for Other Photos</source>
        <translation>Für andere Fotos &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Crop and Straighten</source>
        <translation>&amp;Zuschneiden und ausrichten</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Depth</source>
        <translation>&amp;Farbtiefe</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Filmstrip</source>
        <translation>Fil&amp;mstreifen</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;Flicker</source>
        <translation>&amp;Blinkvergleich</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Dateiformat</translation>
    </message>
    <message>
        <source>&amp;Full Colours</source>
        <translation>&amp;Volle Farben</translation>
    </message>
    <message>
        <source>&amp;Go On</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Gray</source>
        <translation>&amp;Grau</translation>
    </message>
    <message>
        <source>&amp;Half Colours</source>
        <translation>&amp;Halbe Farben</translation>
    </message>
    <message>
        <source>&amp;Harder Brush</source>
        <translation>&amp;Härterer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;If a file is there</source>
        <translation>&amp;Vorhandene Dateien</translation>
    </message>
    <message>
        <source>&amp;Import Presets…</source>
        <translation>Vorgaben &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Keep Exporting</source>
        <translation>&amp;Weiter exportieren</translation>
    </message>
    <message>
        <source>&amp;Keep as Preset…</source>
        <translation>Als &amp;Vorgabe sichern …</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Larger Brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Lens</source>
        <translation>&amp;Lupe</translation>
    </message>
    <message>
        <source>&amp;Looks…</source>
        <translation>&amp;Looks …</translation>
    </message>
    <message>
        <source>&amp;Masks</source>
        <translation>&amp;Masken</translation>
    </message>
    <message>
        <source>&amp;Messages…</source>
        <translation>&amp;Meldungen …</translation>
    </message>
    <message>
        <source>&amp;Metadata</source>
        <translation>&amp;Metadaten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>&amp;Namen</translation>
    </message>
    <message>
        <source>&amp;Navigator</source>
        <translation>&amp;Navigator</translation>
    </message>
    <message>
        <source>&amp;Next Photo</source>
        <translation>Nä&amp;chstes Foto</translation>
    </message>
    <message>
        <source>&amp;No Steps</source>
        <translation>&amp;Keine Schritte</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Panel</source>
        <translation>&amp;Bedienfeld</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Photos</source>
        <translation>&amp;Fotos</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Vorgaben</translation>
    </message>
    <message>
        <source>&amp;Previous Photo</source>
        <translation>&amp;Vorheriges Foto</translation>
    </message>
    <message>
        <source>&amp;Profile</source>
        <translation>&amp;Profil</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>&amp;Wiederherstellen: {what}</translation>
    </message>
    <message>
        <source>&amp;Remove Preset</source>
        <translation>Vorgabe &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>&amp;Repair All Selected</source>
        <translation>Alle ausgewählten &amp;beheben</translation>
    </message>
    <message>
        <source>&amp;Right View</source>
        <translation>&amp;Rechte Ansicht</translation>
    </message>
    <message>
        <source>&amp;Save Edits Now</source>
        <translation>Bearbeitung jetzt &amp;sichern</translation>
    </message>
    <message>
        <source>&amp;Save Preset…</source>
        <translation>Vorgabe &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Save Version…</source>
        <translation>Version &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Sharpen for</source>
        <translation>&amp;Schärfen für</translation>
    </message>
    <message>
        <source>&amp;Smaller Brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>&amp;Geteilt</translation>
    </message>
    <message>
        <source>&amp;Steady Colours</source>
        <translation>&amp;Ruhige Farben</translation>
    </message>
    <message>
        <source>&amp;Stop and Close</source>
        <translation>&amp;Abbrechen und schließen</translation>
    </message>
    <message>
        <source>&amp;Teach a Look…</source>
        <translation>Look &amp;trainieren …</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
        <source>&amp;Update to the Present State</source>
        <translation>Auf den aktuellen Stand &amp;bringen</translation>
    </message>
    <message>
        <source>&amp;Use on the Photo</source>
        <translation>Auf das Foto &amp;anwenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;What Was Taken Away</source>
        <translation>Was &amp;entfernt wurde</translation>
    </message>
    <message>
        <source>&amp;Wiggle</source>
        <translation>&amp;Wackelbild</translation>
    </message>
    <message>
        <source>, compared</source>
        <translation>, im Vergleich</translation>
    </message>
    <message>
        <source>, cut or moved since</source>
        <translation>, seitdem beschnitten oder verschoben</translation>
    </message>
    <message>
        <source>, shown</source>
        <translation>, angezeigt</translation>
    </message>
    <message>
        <source>, then again at {quality}</source>
        <translation>, danach erneut mit {quality}</translation>
    </message>
    <message>
        <source>, {sigma:g} in the {tones}</source>
        <translation>, {sigma:g} in: {tones}</translation>
    </message>
    <message>
        <source>16 bit</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>25 to 50 pixels, as large photos have it: works at half the size.</source>
        <translation>25 bis 50 Pixel, wie bei großen Fotos: rechnet in halber Größe.</translation>
    </message>
    <message>
        <source>50 to 100 pixels: works at a quarter of the size.</source>
        <translation>50 bis 100 Pixel: rechnet in einem Viertel der Größe.</translation>
    </message>
    <message>
        <source>8 bit</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>; {free} are free there</source>
        <translation>; dort sind {free} frei</translation>
    </message>
    <message>
        <source>A cold cast of {stops:.1f} stops.</source>
        <translation>Ein kalter Farbstich von {stops:.1f} Blendenstufen.</translation>
    </message>
    <message>
        <source>A copied picture, or copied files of photos</source>
        <translation>Ein kopiertes Bild oder kopierte Fotodateien</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Eine Datei …</translation>
    </message>
    <message>
        <source>A finished copy, in an editor of your choice</source>
        <translation>Eine fertige Kopie, in einem Programm nach Wahl</translation>
    </message>
    <message>
        <source>A green cast of {stops:.1f} stops.</source>
        <translation>Ein grüner Farbstich von {stops:.1f} Blendenstufen.</translation>
    </message>
    <message>
        <source>A look is learned from photos as they were and as you edited them. 5 pairs are enough, 500 the most.</source>
        <translation>Ein Look lernt aus Fotos vor und nach der eigenen Bearbeitung. 5 Paare genügen, höchstens 500 sind möglich.</translation>
    </message>
    <message>
        <source>A look is taught from {fewest} to {most} pairs, and {count} are usable here.</source>
        <translation>Ein Look lernt aus {fewest} bis {most} Paaren; brauchbar sind hier {count}.</translation>
    </message>
    <message>
        <source>A look that was taught from pairs of photos.</source>
        <translation>Ein aus Fotopaaren trainierter Look.</translation>
    </message>
    <message>
        <source>A magenta cast of {stops:.1f} stops.</source>
        <translation>Ein Magentastich von {stops:.1f} Blendenstufen.</translation>
    </message>
    <message>
        <source>A mask of these edits holds a damaged picture. Delete the mask and make it anew.</source>
        <translation>Eine Maske dieser Bearbeitung enthält ein beschädigtes Bild. Die Maske löschen und neu anlegen.</translation>
    </message>
    <message>
        <source>A new part: {sentence}</source>
        <translation>Ein neuer Teil: {sentence}</translation>
    </message>
    <message>
        <source>A preset that you click is put on all photos that are selected in the filmstrip</source>
        <translation>Eine angeklickte Vorgabe wird auf alle im Filmstreifen ausgewählten Fotos angewendet</translation>
    </message>
    <message>
        <source>A quality of {quality} makes no sense. Choose 1 to 100.</source>
        <translation>Eine Qualität von {quality} ist nicht möglich. 1 bis 100 wählen.</translation>
    </message>
    <message>
        <source>A quick preview. The exact pixels follow shortly.</source>
        <translation>Eine schnelle Vorschau. Die genauen Pixel folgen gleich.</translation>
    </message>
    <message>
        <source>A ready mask: the more low light raised the noise, the more of it is taken away</source>
        <translation>Eine fertige Maske: Je stärker „Wenig Licht“ das Rauschen angehoben hat, desto mehr davon wird entfernt</translation>
    </message>
    <message>
        <source>A small picture of the whole photo while you are zoomed in</source>
        <translation>Ein kleines Bild des ganzen Fotos, solange hineingezoomt ist</translation>
    </message>
    <message>
        <source>A straight stroke from the last one</source>
        <translation>Gerader Strich vom letzten aus</translation>
    </message>
    <message>
        <source>A warm cast of {stops:.1f} stops.</source>
        <translation>Ein warmer Farbstich von {stops:.1f} Blendenstufen.</translation>
    </message>
    <message>
        <source>About Pellucid</source>
        <translation>Über Pellucid</translation>
    </message>
    <message>
        <source>About {needed}</source>
        <translation>Etwa {needed}</translation>
    </message>
    <message>
        <source>About {needed} are needed in {folder}, but only {free} are free there. Make room, choose another folder, or export smaller pictures.</source>
        <translation>In {folder} werden etwa {needed} benötigt, frei sind dort aber nur {free}. Platz schaffen, einen anderen Ordner wählen oder kleinere Bilder exportieren.</translation>
    </message>
    <message>
        <source>About {needed} if all are like the open photo</source>
        <translation>Etwa {needed}, wenn alle wie das geöffnete Foto sind</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>Waagrecht</translation>
    </message>
    <message>
        <source>Act &amp;Earlier</source>
        <translation>&amp;Früher wirken</translation>
    </message>
    <message>
        <source>Act &amp;Later</source>
        <translation>&amp;Später wirken</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a mask</source>
        <translation>Maske hinzufügen</translation>
    </message>
    <message>
        <source>Add a mask: a place where sliders differ</source>
        <translation>Maske hinzufügen: ein Bereich mit eigenen Reglerwerten</translation>
    </message>
    <message>
        <source>Add mask “{mask}”</source>
        <translation>Maske „{mask}“ hinzugefügt</translation>
    </message>
    <message>
        <source>Add {part} in “{mask}”</source>
        <translation>{part} in „{mask}“ hinzugefügt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Airlight</source>
        <translation>Dunstfarbe</translation>
    </message>
    <message>
        <source>All at</source>
        <translation>Voll bei</translation>
    </message>
    <message>
        <source>All colours; strong ones flicker</source>
        <translation>Alle Farben; kräftige flimmern</translation>
    </message>
    <message>
        <source>All measurements</source>
        <translation>Alle Messwerte</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>All that the window said</source>
        <translation>Alle Meldungen des Fensters</translation>
    </message>
    <message>
        <source>All tones</source>
        <translation>Alle Töne</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>An ellipse with a soft edge: a face, a lamp</source>
        <translation>Eine Ellipse mit weicher Kante: ein Gesicht, eine Lampe</translation>
    </message>
    <message>
        <source>An {card} card is here, but its driver does not work with this build.</source>
        <translation>Eine Grafikkarte von {card} ist vorhanden, aber ihr Treiber arbeitet nicht mit dieser Fassung zusammen.</translation>
    </message>
    <message>
        <source>An {card} card is here, but this build computes on the CPU only.</source>
        <translation>Eine Grafikkarte von {card} ist vorhanden, aber diese Fassung rechnet nur auf dem Prozessor.</translation>
    </message>
    <message>
        <source>An {card} card is here, but this build knows {known} cards only.</source>
        <translation>Eine Grafikkarte von {card} ist vorhanden, aber diese Fassung kennt nur Karten von {known}.</translation>
    </message>
    <message>
        <source>Anaglyph</source>
        <translation>Anaglyphe</translation>
    </message>
    <message>
        <source>Anaglyph &amp;Colours</source>
        <translation>Anaglyphen&amp;farben</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Angle in degrees</source>
        <translation>Winkel in Grad</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Apply to All &amp;Selected</source>
        <translation>Auf alle au&amp;sgewählten anwenden</translation>
    </message>
    <message>
        <source>Around the photo</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Arrows, wheel</source>
        <translation>Pfeiltasten, Mausrad</translation>
    </message>
    <message>
        <source>Artistic</source>
        <translation>Künstlerisch</translation>
    </message>
    <message>
        <source>As each photo</source>
        <translation>Wie das jeweilige Foto</translation>
    </message>
    <message>
        <source>As in the photo</source>
        <translation>Wie im Foto</translation>
    </message>
    <message>
        <source>As it was before  (Esc)</source>
        <translation>Zurück zum vorherigen Stand  (Esc)</translation>
    </message>
    <message>
        <source>As shipped, made for a CPU.</source>
        <translation>Wie ausgeliefert, für den Prozessor (CPU) ausgelegt.</translation>
    </message>
    <message>
        <source>As the photo before was edited</source>
        <translation>Wie das vorherige Foto bearbeitet wurde</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Wie vom System angegeben</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Auto enhance</source>
        <translation>Automatisch verbessern</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Back to the edits it was opened with; this can be undone</source>
        <translation>Zurück zur Bearbeitung beim Öffnen; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Back to the whole photo  (Esc)</source>
        <translation>Zurück zum ganzen Foto  (Esc)</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after in turn</source>
        <translation>Vorher und nachher im Wechsel</translation>
    </message>
    <message>
        <source>Before on the left, above, on the right, below</source>
        <translation>Vorher links, oben, rechts, unten</translation>
    </message>
    <message>
        <source>Before on the left, after on the right</source>
        <translation>Vorher links, nachher rechts</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <source>Blocks begin at</source>
        <translation>Blöcke beginnen bei</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Blue against red</source>
        <translation>Blau gegen Rot</translation>
    </message>
    <message>
        <source>Bluer to the left, warmer to the right. Against the yellow light of bulbs go left, against the blue of shade go right. One unit is one mired along the colours of daylight.</source>
        <translation>Nach links blauer, nach rechts wärmer. Gegen das gelbe Licht von Glühlampen nach links, gegen das Blau des Schattens nach rechts. Eine Einheit ist ein Mired entlang der Tageslichtfarben.</translation>
    </message>
    <message>
        <source>Both photos of a pair have the same size and the same name, in two folders or in the folders “before” and “after” of one. In one folder they may also be called NAME_before and NAME_after.

A fifth of the pairs is held out, to measure how well the look does on photos that it has not seen.</source>
        <translation>Beide Fotos eines Paares haben dieselbe Größe und denselben Namen, in zwei Ordnern oder in den Unterordnern „before“ und „after“. In einem gemeinsamen Ordner können sie auch NAME_before und NAME_after heißen.

Ein Fünftel der Paare wird zurückgehalten, um zu messen, wie gut der Look bei unbekannten Fotos ist.</translation>
    </message>
    <message>
        <source>Both views</source>
        <translation>Beide Ansichten</translation>
    </message>
    <message>
        <source>Both views at once, for glasses with red left and cyan right</source>
        <translation>Beide Ansichten zugleich, für Brillen mit Rot links und Cyan rechts</translation>
    </message>
    <message>
        <source>Brightens and darkens, and sets contrast and colour.</source>
        <translation>Hellt auf und dunkelt ab, stellt Kontrast und Farbe ein.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Brightness beyond white and black was clipped, because the file holds whole numbers.</source>
        <translation>Helligkeit jenseits von Weiß und Schwarz wurde beschnitten, weil die Datei nur ganze Zahlen enthält.</translation>
    </message>
    <message>
        <source>Brus&amp;h</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush in “{mask}”</source>
        <translation>In „{mask}“ gemalt</translation>
    </message>
    <message>
        <source>Burnt out</source>
        <translation>Ausgefressen</translation>
    </message>
    <message>
        <source>By distance in haze: little light comes through from far away</source>
        <translation>Nach der Entfernung im Dunst: Aus der Ferne dringt wenig Licht durch</translation>
    </message>
    <message>
        <source>By distance, from the two views</source>
        <translation>Nach der Entfernung, aus den beiden Ansichten</translation>
    </message>
    <message>
        <source>By mouse and in the photo</source>
        <translation>Mit der Maus und im Foto</translation>
    </message>
    <message>
        <source>C&amp;lear Finished</source>
        <translation>&amp;Fertige entfernen</translation>
    </message>
    <message numerus="yes">
        <source>CPU · {count} threads</source>
        <translation><numerusform>CPU · {count} Thread</numerusform><numerusform>CPU · {count} Threads</numerusform></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Camera noise</source>
        <translation>Kamerarauschen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel  (Esc)</source>
        <translation>Abbrechen  (Esc)</translation>
    </message>
    <message>
        <source>Cancel &amp;All</source>
        <translation>A&amp;lle abbrechen</translation>
    </message>
    <message>
        <source>Cancel work</source>
        <translation>Vorgang abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Centre the divider</source>
        <translation>Trennlinie zentrieren</translation>
    </message>
    <message>
        <source>Change Keys…</source>
        <translation>Tasten ändern …</translation>
    </message>
    <message>
        <source>Choose all photos of the filmstrip</source>
        <translation>Alle Fotos des Filmstreifens auswählen</translation>
    </message>
    <message>
        <source>Choose photos on this computer</source>
        <translation>Fotos auf diesem Computer wählen</translation>
    </message>
    <message>
        <source>Choose the folder after</source>
        <translation>Ordner nachher wählen</translation>
    </message>
    <message>
        <source>Choose the folder before</source>
        <translation>Ordner vorher wählen</translation>
    </message>
    <message>
        <source>Choose the folder with the photos before.</source>
        <translation>Den Ordner mit den unbearbeiteten Fotos wählen.</translation>
    </message>
    <message>
        <source>Choose the open photo only</source>
        <translation>Nur das geöffnete Foto auswählen</translation>
    </message>
    <message>
        <source>Choose what is to have other keys.</source>
        <translation>Auswählen, was andere Tasten erhalten soll.</translation>
    </message>
    <message>
        <source>Choose what other photos are to get</source>
        <translation>Auswählen, was andere Fotos erhalten sollen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Clear the air with Dehaze</source>
        <translation>Klare Luft mit „Dunst entfernen“</translation>
    </message>
    <message>
        <source>Click in the photo on what it should cover; with Shift on what it should cover too</source>
        <translation>Im Foto anklicken, was die Maske erfassen soll; mit Umschalt, was sie zusätzlich erfassen soll</translation>
    </message>
    <message>
        <source>Click into the field and press the keys for “{action}”.</source>
        <translation>In das Feld klicken und die Tasten für „{action}“ drücken.</translation>
    </message>
    <message>
        <source>Click on an object or a region; more strokes add to it or take away</source>
        <translation>Ein Objekt oder einen Bereich anklicken; weitere Striche fügen hinzu oder nehmen weg</translation>
    </message>
    <message>
        <source>Click on it in the photo; Esc ends.</source>
        <translation>Im Foto anklicken; Esc beendet.</translation>
    </message>
    <message>
        <source>Click or drag over it</source>
        <translation>Anklicken oder darüberziehen</translation>
    </message>
    <message>
        <source>Click to see where.</source>
        <translation>Klicken, um zu sehen, wo.</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Beschneiden</translation>
    </message>
    <message>
        <source>Clockwise.</source>
        <translation>Im Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour and noise under the pointer</source>
        <translation>Farbe und Rauschen unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Colour and opacity of the shown mask</source>
        <translation>Farbe und Deckkraft der angezeigten Maske</translation>
    </message>
    <message>
        <source>Colour cast</source>
        <translation>Farbstich</translation>
    </message>
    <message>
        <source>Colour noise map</source>
        <translation>Farbrauschen</translation>
    </message>
    <message>
        <source>Colour noise γ</source>
        <translation>Farbrauschen γ</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm);;All files (*)</source>
        <translation>Farbprofile (*.icc *.icm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours are judged most surely beside a neutral gray.</source>
        <translation>Farben lassen sich neben neutralem Grau am sichersten beurteilen.</translation>
    </message>
    <message>
        <source>Colours like those of skin get lighter or darker with the rest, but keep their tint.</source>
        <translation>Hauttöne werden mit dem Rest heller oder dunkler, behalten aber ihren Farbton.</translation>
    </message>
    <message>
        <source>Colours that the proof cannot hold, in gray</source>
        <translation>Farben, die der Softproof nicht wiedergeben kann, in Grau</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Comments were left out, because TIFF has no place for them.</source>
        <translation>Kommentare wurden weggelassen, weil TIFF keinen Platz dafür hat.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare the photo with this version</source>
        <translation>Das Foto mit dieser Version vergleichen</translation>
    </message>
    <message>
        <source>Compare with {name}</source>
        <translation>Mit {name} vergleichen</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Confidence: {confidence:.0%}</source>
        <translation>Sicherheit: {confidence:.0%}</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Contribution of the other view</source>
        <translation>Beitrag der anderen Ansicht</translation>
    </message>
    <message>
        <source>Cop&amp;y Settings…</source>
        <translation>Einstellungen &amp;kopieren …</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Report</source>
        <translation>&amp;Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy What a &amp;Bug Report Needs</source>
        <translation>Angaben für &amp;Fehlerbericht kopieren</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>Einstellungen kopieren</translation>
    </message>
    <message>
        <source>Corrects the colour of the light.</source>
        <translation>Korrigiert die Farbe des Lichts.</translation>
    </message>
    <message>
        <source>Covers as well</source>
        <translation>Erfasst zusätzlich</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Crop and straighten</source>
        <translation>Zuschneiden und ausrichten</translation>
    </message>
    <message>
        <source>Crop removed</source>
        <translation>Zuschnitt entfernt</translation>
    </message>
    <message>
        <source>Crop, straighten, turn and flip</source>
        <translation>Zuschneiden, ausrichten, drehen und spiegeln</translation>
    </message>
    <message>
        <source>Crop, straightening and turning</source>
        <translation>Zuschnitt, Ausrichtung und Drehung</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data of other programs in the file were left out, because they may tell the place.</source>
        <translation>Daten anderer Programme in der Datei wurden weggelassen, weil sie den Standort verraten könnten.</translation>
    </message>
    <message>
        <source>Data that lie behind the picture in its file were left out, because exports hold the picture alone.</source>
        <translation>Daten, die in der Datei hinter dem Bild liegen, wurden weggelassen, weil Exporte nur das Bild enthalten.</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <source>Deblur</source>
        <translation>Verwacklung entfernen</translation>
    </message>
    <message>
        <source>Deblurring with DAVANet takes a stereo pair, and this photo has one eye. Choose DeepDeblur for it.</source>
        <translation>„Verwacklung entfernen“ mit DAVANet braucht ein Stereopaar, dieses Foto hat nur eine Ansicht. Dafür DeepDeblur wählen.</translation>
    </message>
    <message>
        <source>Dehaze</source>
        <translation>Dunst entfernen</translation>
    </message>
    <message>
        <source>Delete it under Looks, and import it again.</source>
        <translation>Unter „Looks“ löschen und erneut importieren.</translation>
    </message>
    <message>
        <source>Delete mask “{mask}”</source>
        <translation>Maske „{mask}“ gelöscht</translation>
    </message>
    <message>
        <source>Delete the look?</source>
        <translation>Look löschen?</translation>
    </message>
    <message>
        <source>Delete {part} of “{mask}”</source>
        <translation>{part} von „{mask}“ gelöscht</translation>
    </message>
    <message>
        <source>Delete {title}</source>
        <translation>{title} löschen</translation>
    </message>
    <message>
        <source>Denoise</source>
        <translation>Entrauschen</translation>
    </message>
    <message>
        <source>Denoise it, at any strength</source>
        <translation>Entrauschen, in jeder Stärke</translation>
    </message>
    <message>
        <source>Denoise what low light brightened</source>
        <translation>Von „Wenig Licht“ Aufgehelltes entrauschen</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Farbtiefe</translation>
    </message>
    <message>
        <source>Detail is being eaten: 100 % of the detail of colour along edges was taken away.</source>
        <translation>Details gehen verloren: An den Kanten wurden 100 % der Farbdetails entfernt.</translation>
    </message>
    <message>
        <source>Detail is being eaten: {share} of the {what} along edges was taken away.</source>
        <translation>Details gehen verloren: An den Kanten wurden {share} der {what} entfernt.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Disparity</source>
        <translation>Disparität</translation>
    </message>
    <message>
        <source>Display P3</source>
        <translation>Display P3</translation>
    </message>
    <message>
        <source>Do the edit again</source>
        <translation>Die Bearbeitung wiederherstellen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Double-click on it</source>
        <translation>Doppelklick darauf</translation>
    </message>
    <message>
        <source>Double-click on it or on its name</source>
        <translation>Doppelklick darauf oder auf den Namen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Senkrecht</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Drag, Space + drag, middle button, arrows</source>
        <translation>Ziehen, Leertaste + ziehen, mittlere Taste, Pfeiltasten</translation>
    </message>
    <message>
        <source>Draw a line along the horizon or a wall (or hold Ctrl)</source>
        <translation>Eine Linie am Horizont oder an einer Wand entlangziehen (oder Strg halten)</translation>
    </message>
    <message>
        <source>Draws the end of the mask to edges of the photo that lie near it.</source>
        <translation>Zieht den Rand der Maske an nahe Kanten im Foto heran.</translation>
    </message>
    <message>
        <source>Duplicate mask “{mask}”</source>
        <translation>Maske „{mask}“ dupliziert</translation>
    </message>
    <message>
        <source>Dust</source>
        <translation>Staub</translation>
    </message>
    <message>
        <source>E&amp;xports…</source>
        <translation>E&amp;xporte …</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>EXIF metadata larger than JPEG can hold (64 KB): the {names} was left out, the rest is kept.</source>
        <translation>EXIF-Metadaten größer, als JPEG aufnehmen kann (64 KB): {names} wurde weggelassen, der Rest bleibt erhalten.</translation>
    </message>
    <message>
        <source>Each becomes a file of its own, named after the photo and the version. Format, size and the rest are those of the last export.</source>
        <translation>Jede wird eine eigene Datei, benannt nach Foto und Version. Dateiformat, Größe und alles Übrige sind wie beim letzten Export.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit a part of the photo</source>
        <translation>Einen Teil des Fotos bearbeiten</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitete</translation>
    </message>
    <message>
        <source>Edited twice</source>
        <translation>Zweifach bearbeitet</translation>
    </message>
    <message>
        <source>Edits are saved by themselves; this does not wait for it</source>
        <translation>Bearbeitungen werden von selbst gesichert; dies wartet nicht darauf</translation>
    </message>
    <message>
        <source>Edits of another window</source>
        <translation>Bearbeitung eines anderen Fensters</translation>
    </message>
    <message>
        <source>Edits of this photo from another window are kept as a version.</source>
        <translation>Die Bearbeitung dieses Fotos aus einem anderen Fenster ist als Version gesichert.</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>Bearbeitung dieses Fensters</translation>
    </message>
    <message>
        <source>Edits that could not be saved last time are back. Undo takes them away.</source>
        <translation>Bearbeitungen, die sich zuletzt nicht sichern ließen, sind wieder da. „Rückgängig“ nimmt sie weg.</translation>
    </message>
    <message>
        <source>Enlarge smaller photos</source>
        <translation>Kleinere Fotos vergrößern</translation>
    </message>
    <message>
        <source>Enough light.</source>
        <translation>Genug Licht.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Erase in “{mask}”</source>
        <translation>In „{mask}“ radiert</translation>
    </message>
    <message>
        <source>Erase with the brush, or paint where it erases</source>
        <translation>Mit dem Pinsel radieren, oder malen, wenn er radiert</translation>
    </message>
    <message>
        <source>Error. </source>
        <translation>Fehler. </translation>
    </message>
    <message>
        <source>Estimated length</source>
        <translation>Geschätzte Dateigröße</translation>
    </message>
    <message>
        <source>Estimates how much light comes through the haze at every pixel.</source>
        <translation>Schätzt für jedes Pixel, wie viel Licht durch den Dunst dringt.</translation>
    </message>
    <message>
        <source>Example of a name</source>
        <translation>Beispielname</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export</source>
        <comment>page</comment>
        <translation>Export</translation>
    </message>
    <message>
        <source>Export A&amp;gain</source>
        <translation>Er&amp;neut exportieren</translation>
    </message>
    <message>
        <source>Export A&amp;ll…</source>
        <translation>&amp;Alle exportieren …</translation>
    </message>
    <message>
        <source>Export Versions</source>
        <translation>Versionen exportieren</translation>
    </message>
    <message>
        <source>Export all photos of the filmstrip, but for rejected ones</source>
        <translation>Alle Fotos des Filmstreifens exportieren, außer abgelehnten</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alle exportieren …</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>Exportvorgaben</translation>
    </message>
    <message>
        <source>Export several versions at once</source>
        <translation>Mehrere Versionen auf einmal exportieren</translation>
    </message>
    <message>
        <source>Export the finished picture, or drag it from here into another program; a drag waits until the file is made</source>
        <translation>Das fertige Bild exportieren oder von hier in ein anderes Programm ziehen; beim Ziehen wird gewartet, bis die Datei fertig ist</translation>
    </message>
    <message>
        <source>Export the look</source>
        <translation>Look exportieren</translation>
    </message>
    <message>
        <source>Export the preset</source>
        <translation>Vorgabe exportieren</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Export with the last choices</source>
        <translation>Mit den letzten Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Export {count}</source>
        <translation>{count} exportieren</translation>
    </message>
    <message numerus="yes">
        <source>Export {count} photos</source>
        <translation><numerusform>{count} Foto exportieren</numerusform><numerusform>{count} Fotos exportieren</numerusform></translation>
    </message>
    <message>
        <source>Exported {count} photos.</source>
        <translation>{count} Fotos exportiert.</translation>
    </message>
    <message>
        <source>Exported “{name}”.</source>
        <translation>„{name}“ exportiert.</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>{name} wird exportiert</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
    <message>
        <source>Exports are finished</source>
        <translation>Exporte sind fertig</translation>
    </message>
    <message>
        <source>Exposes the whole photo as far as highlights, lamps and noise allow, before its dark parts get light of their own. Off: only the dark parts do, and Brightness does nothing.</source>
        <translation>Belichtet zuerst das ganze Foto, so weit Lichter, Lampen und Rauschen es zulassen, und hellt dann die dunklen Bereiche auf. Aus: Nur die dunklen Bereiche werden aufgehellt, und „Helligkeit“ bleibt ohne Wirkung.</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>V&amp;ollbild</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Far</source>
        <translation>Fern</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weiche Kante</translation>
    </message>
    <message>
        <source>Feather of mask “{mask}”</source>
        <translation>Weiche Kante der Maske „{mask}“</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File exposure</source>
        <translation>Belichtung der Datei</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Files that are there already</source>
        <translation>Bereits vorhandene Dateien</translation>
    </message>
    <message>
        <source>Film and scan grain</source>
        <translation>Film- und Scankorn</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Endgültig</translation>
    </message>
    <message>
        <source>Final (visible area)</source>
        <translation>Endgültig (sichtbarer Bereich)</translation>
    </message>
    <message>
        <source>Find the exposure</source>
        <translation>Belichtung finden</translation>
    </message>
    <message>
        <source>Find the horizon</source>
        <translation>Horizont finden</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschluss</translation>
    </message>
    <message>
        <source>Finishes light and colour of the whole photo at once.</source>
        <translation>Stimmt Licht und Farbe des ganzen Fotos in einem Schritt ab.</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit into</source>
        <translation>Einpassen in</translation>
    </message>
    <message>
        <source>Fit or 100 % at the pointer</source>
        <translation>Einpassen oder 100 % am Mauszeiger</translation>
    </message>
    <message>
        <source>Fit ↔ &amp;Last Zoom</source>
        <translation>Einpassen ↔ &amp;letzter Zoom</translation>
    </message>
    <message>
        <source>Flatter to the left, stronger to the right. Middle gray, black and white stay where they are.</source>
        <translation>Nach links flacher, nach rechts kräftiger. Mittelgrau, Schwarz und Weiß bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Flip left and right</source>
        <translation>Horizontal spiegeln</translation>
    </message>
    <message>
        <source>Flip top and bottom</source>
        <translation>Vertikal spiegeln</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Fluss</translation>
    </message>
    <message>
        <source>Fold the filmstrip away, or show it again</source>
        <translation>Den Filmstreifen ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Fold {title}</source>
        <translation>{title} zuklappen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder after</source>
        <translation>Ordner nachher</translation>
    </message>
    <message>
        <source>Folder before</source>
        <translation>Ordner vorher</translation>
    </message>
    <message>
        <source>Folder with the photos before, or with both</source>
        <translation>Ordner mit den unbearbeiteten Fotos oder mit beiden</translation>
    </message>
    <message>
        <source>Folder with your edits; empty where one folder holds both</source>
        <translation>Ordner mit den bearbeiteten; leer, falls im selben</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Follow edges</source>
        <translation>Kanten folgen</translation>
    </message>
    <message>
        <source>Follow edges with mask “{mask}”</source>
        <translation>Maske „{mask}“ folgt Kanten</translation>
    </message>
    <message>
        <source>Follow the JPEG quality</source>
        <translation>JPEG-Qualität beachten</translation>
    </message>
    <message>
        <source>Follows the taste of well-finished photos, by little; no white balance.</source>
        <translation>Orientiert sich behutsam an gut ausgearbeiteten Fotos; ohne Weißabgleich.</translation>
    </message>
    <message>
        <source>For even, fine grain, as of scans and renderings; slower.</source>
        <translation>Für gleichmäßiges, feines Korn, etwa von Scans und gerenderten Bildern; langsamer.</translation>
    </message>
    <message>
        <source>For photos at a high ISO value; estimates how noisy every pixel is.</source>
        <translation>Für Fotos mit hohem ISO-Wert; schätzt für jedes Pixel, wie stark es rauscht.</translation>
    </message>
    <message>
        <source>For stereo photos: each view is helped by what the other one saw more sharply.</source>
        <translation>Für Stereofotos: Jede Ansicht profitiert von dem, was die andere schärfer zeigt.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0. Pictures stay on this computer. The typeface is a part of Inter, under the SIL Open Font License.</source>
        <translation>Freie Software unter der Apache-Lizenz 2.0. Alle Bilder bleiben auf diesem Computer. Die Schrift ist ein Teil von Inter, unter der SIL Open Font License.</translation>
    </message>
    <message>
        <source>From natural to bright: on the left a dark scene stays rather dark, on the right all of it is in full light, nights too.</source>
        <translation>Von natürlich bis hell: Links bleibt eine dunkle Szene eher dunkel, rechts liegt alles in vollem Licht, auch die Nacht.</translation>
    </message>
    <message>
        <source>From one side, fading out: a sky, a foreground</source>
        <translation>Von einer Seite her auslaufend: ein Himmel, ein Vordergrund</translation>
    </message>
    <message>
        <source>From the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>From the next start on. Automatic denoises with less precise numbers where this processor is much quicker with them; you will not see it, but files differ a little from those of other machines.</source>
        <translation>Ab dem nächsten Start. Automatisch entrauscht mit weniger genauen Zahlen, wo dieser Prozessor damit viel schneller ist; zu sehen ist das nicht, aber Dateien unterscheiden sich ein wenig von denen anderer Rechner.</translation>
    </message>
    <message>
        <source>From the next start on. The status bar says which one it is, and why.</source>
        <translation>Gilt ab dem nächsten Start. Die Statusleiste nennt das Gerät und den Grund.</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Volle Größe</translation>
    </message>
    <message>
        <source>Further pictures inside the photo were left out, because exports hold one picture.</source>
        <translation>Weitere Bilder im Foto wurden weggelassen, weil Exporte nur ein Bild enthalten.</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Give it light, without the noise</source>
        <translation>Aufhellen, ohne das Rauschen</translation>
    </message>
    <message>
        <source>Give settings a name, for other photos</source>
        <translation>Einstellungen einen Namen geben, für andere Fotos</translation>
    </message>
    <message>
        <source>Give the new file a number</source>
        <translation>Neue Datei nummerieren</translation>
    </message>
    <message>
        <source>Give the present state a name</source>
        <translation>Dem aktuellen Stand einen Namen geben</translation>
    </message>
    <message>
        <source>Give the present state a name, to come back to it or compare with it</source>
        <translation>Den jetzigen Stand benennen, um zu ihm zurückzukehren oder mit ihm zu vergleichen</translation>
    </message>
    <message>
        <source>Give the selected photos what this one has</source>
        <translation>Die Einstellungen dieses Fotos auf die ausgewählten anwenden</translation>
    </message>
    <message>
        <source>Give the selected photos what was copied</source>
        <translation>Das Kopierte auf die ausgewählten Fotos anwenden</translation>
    </message>
    <message>
        <source>Gives light to dark photos and to the dark parts of others.</source>
        <translation>Hellt dunkle Fotos und die dunklen Bereiche anderer auf.</translation>
    </message>
    <message>
        <source>Goes with the theme</source>
        <translation>Passend zum Design</translation>
    </message>
    <message>
        <source>Gray for the left view, colours for the right one</source>
        <translation>Grau für die linke Ansicht, Farben für die rechte</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Greener to the left, more magenta to the right. Against the green of fluorescent tubes or of leaves go right.</source>
        <translation>Nach links grüner, nach rechts mehr Magenta. Gegen das Grün von Leuchtstoffröhren oder Laub nach rechts.</translation>
    </message>
    <message>
        <source>Half height</source>
        <translation>Halbe Höhe</translation>
    </message>
    <message>
        <source>Half width</source>
        <translation>Halbe Breite</translation>
    </message>
    <message>
        <source>Hardly any noise.</source>
        <translation>Kaum Rauschen.</translation>
    </message>
    <message>
        <source>Haze</source>
        <translation>Dunst</translation>
    </message>
    <message>
        <source>Haze: {clearest:.0f} % over the clearest places, {most:.0f} % over most.</source>
        <translation>Dunst: {clearest:.0f} % über den klarsten Stellen, {most:.0f} % über den meisten.</translation>
    </message>
    <message>
        <source>Hazy</source>
        <translation>Dunstig</translation>
    </message>
    <message>
        <source>Hazy landscape</source>
        <comment>preset</comment>
        <translation>Dunstige Landschaft</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Held-out photo</source>
        <translation>Zurückgehaltenes Foto</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Hide the filmstrip</source>
        <translation>Filmstreifen ausblenden</translation>
    </message>
    <message>
        <source>Hide the filmstrip  (F6)</source>
        <translation>Filmstreifen ausblenden  (F6)</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>Lichter</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Hold Alt</source>
        <translation>Alt halten</translation>
    </message>
    <message>
        <source>Hold \</source>
        <translation>\ halten</translation>
    </message>
    <message>
        <source>Hold to see the original</source>
        <translation>Halten, um das Original zu sehen</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>Horizont</translation>
    </message>
    <message>
        <source>How colourful the photo is. At the left end it is black and white; to the right colours that are vivid already are raised less, and none is clipped.</source>
        <translation>Wie farbig das Foto ist. Ganz links ist es schwarzweiß; nach rechts werden bereits kräftige Farben weniger angehoben, und keine wird beschnitten.</translation>
    </message>
    <message>
        <source>How far it fades beyond both ends.</source>
        <translation>Wie weit der Bereich über beide Enden hinaus ausläuft.</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>How long the blur is, and whether a second view helps.</source>
        <translation>Wie lang die Verwacklung ist und ob eine zweite Ansicht hilft.</translation>
    </message>
    <message>
        <source>How long the way from full to nothing is, in long sides of the photo.</source>
        <translation>Wie lang der Weg von voll bis nichts ist, bezogen auf die lange Seite des Fotos.</translation>
    </message>
    <message>
        <source>How much colour noise the network is told there is: as for the noise level above, which then is that of luma alone. Colour noise carries no detail, so that it can go where luma noise stays as grain; lower it where small things of strong colour lose it.</source>
        <translation>Von wie viel Farbrauschen das Netz ausgeht, entsprechend dem Rauschpegel darüber, der dann nur für die Luminanz gilt. Farbrauschen trägt keine Details und kann daher auch verschwinden, wo Luminanzrauschen als Korn bleibt; verringern, wo kleine, kräftig farbige Motive an Farbe verlieren.</translation>
    </message>
    <message>
        <source>How much luma noise the network is told there is: 1 is what it measured, 0 is none, 2 is twice as much. It changes what the network does, it does not blend. For film and scan grain it is the share of the noise found that is removed, and beyond 1 a second pass.</source>
        <translation>Von wie viel Luminanzrauschen das Netz ausgeht: 1 ist der gemessene Wert, 0 keines, 2 das Doppelte. Das ändert die Arbeit des Netzes selbst und ist keine Überblendung. Bei Film- und Scankorn ist es der Anteil des gefundenen Rauschens, der entfernt wird, über 1 mit einem zweiten Durchgang.</translation>
    </message>
    <message>
        <source>How much of it fades towards its edge.</source>
        <translation>Wie viel davon zum Rand hin ausläuft.</translation>
    </message>
    <message>
        <source>How much of the change is laid over the photo: 100 % is the network&apos;s result, 0 % the photo as it was, and beyond 100 % the change goes on.</source>
        <translation>Wie viel der Änderung über das Foto gelegt wird: 100 % ist das Ergebnis des Netzes, 0 % das Foto, wie es war, und über 100 % geht die Änderung weiter.</translation>
    </message>
    <message>
        <source>How much of the haze found is taken away: 100 % is all of it, 0 % none. To the left haze is added, more of it where the scene is farther away.</source>
        <translation>Wie viel des gefundenen Dunstes entfernt wird: 100 % ist alles, 0 % nichts. Nach links wird Dunst hinzugefügt, in der Ferne mehr.</translation>
    </message>
    <message>
        <source>How much of the missing light is given, with the noise that comes up in it: 100 % is all that was found, 0 % none. The map Gain shows how many times noise is raised. Switch Denoise on as well: it works before.</source>
        <translation>Wie viel des fehlenden Lichts ergänzt wird, samt dem Rauschen, das dabei hervortritt: 100 % ist alles, was gefunden wurde, 0 % nichts. Die Karte „Verstärkung“ zeigt, um wie viel das Rauschen angehoben wird. „Entrauschen“ am besten ebenfalls einschalten: Es wirkt davor.</translation>
    </message>
    <message>
        <source>How much of what is different in the mask is seen there.</source>
        <translation>Wie stark die abweichenden Einstellungen der Maske dort zu sehen sind.</translation>
    </message>
    <message>
        <source>How much of what was found is removed: 100 % is all of it, 0 % nothing. Beyond 100 % the result goes through the network once more, for photos that were saved many times.</source>
        <translation>Wie viel der gefundenen Artefakte entfernt wird: 100 % ist alles, 0 % nichts. Über 100 % durchläuft das Ergebnis das Netz ein zweites Mal, für Fotos, die oft gespeichert wurden.</translation>
    </message>
    <message>
        <source>How much one stroke covers: several build up. A pen&apos;s pressure scales it.</source>
        <translation>Wie stark ein einzelner Strich deckt; mehrere bauen auf. Der Druck eines Stifts steuert es.</translation>
    </message>
    <message>
        <source>How softly the brush ends. Keys Shift+[ and Shift+].</source>
        <translation>Wie weich der Pinsel ausläuft. Tasten Umschalt+[ und Umschalt+].</translation>
    </message>
    <message>
        <source>How softly the whole mask ends, in long sides of the photo.</source>
        <translation>Wie weich die ganze Maske ausläuft, bezogen auf die lange Seite des Fotos.</translation>
    </message>
    <message>
        <source>How strong each size of structure is, from coarse to fine. Noise is even; where the line of what was taken away falls like that of the photo, it has the photo&apos;s own detail in it.</source>
        <translation>Wie stark Strukturen jeder Größe sind, von grob bis fein. Rauschen ist gleichmäßig; wo die Linie des Entfernten abfällt wie die des Fotos, enthält es Details des Fotos.</translation>
    </message>
    <message>
        <source>How the file is developed</source>
        <translation>Entwicklung der Datei</translation>
    </message>
    <message>
        <source>How the file is read. Each change opens the photo again.</source>
        <translation>Wie die Datei gelesen wird. Jede Änderung öffnet das Foto neu.</translation>
    </message>
    <message>
        <source>How the haze is found.</source>
        <translation>Wie der Dunst gefunden wird.</translation>
    </message>
    <message>
        <source>How the photo will look in another profile</source>
        <translation>Wie das Foto in einem anderen Profil aussieht</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>IPTC metadata</source>
        <translation>IPTC-Metadaten</translation>
    </message>
    <message>
        <source>Illumination</source>
        <translation>Beleuchtung</translation>
    </message>
    <message>
        <source>Import a look</source>
        <translation>Look importieren</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Vorgaben importieren</translation>
    </message>
    <message>
        <source>Imported {names}.</source>
        <translation>Importiert: {names}.</translation>
    </message>
    <message>
        <source>In focus.</source>
        <translation>Scharf gestellt.</translation>
    </message>
    <message>
        <source>In the photo. Sliders turn with the wheel while they have the focus.</source>
        <translation>Im Foto. Regler folgen dem Mausrad, solange sie den Fokus haben.</translation>
    </message>
    <message>
        <source>In {elsewhere}</source>
        <translation>In {elsewhere}</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Install Pellucid again.</source>
        <translation>Pellucid neu installieren.</translation>
    </message>
    <message>
        <source>Intersect</source>
        <translation>Schnittmenge</translation>
    </message>
    <message>
        <source>Intersect {part} in “{mask}”</source>
        <translation>{part} in „{mask}“ geschnitten</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Umkehren</translation>
    </message>
    <message>
        <source>Invert mask “{mask}”</source>
        <translation>Maske „{mask}“ umgekehrt</translation>
    </message>
    <message>
        <source>Invert {title}</source>
        <translation>{title} umkehren</translation>
    </message>
    <message>
        <source>JPEG artefacts</source>
        <translation>JPEG-Artefakte</translation>
    </message>
    <message>
        <source>JPEG of good quality, about {quality}.</source>
        <translation>JPEG von guter Qualität, etwa {quality}.</translation>
    </message>
    <message>
        <source>JPEG quality about {quality}.</source>
        <translation>JPEG-Qualität etwa {quality}.</translation>
    </message>
    <message>
        <source>JPEG quality about {quality}: nothing changes by more than {levels:.1f} of {all} levels.</source>
        <translation>JPEG-Qualität etwa {quality}: Nichts ändert sich um mehr als {levels:.1f} von {all} Stufen.</translation>
    </message>
    <message>
        <source>JPEG quality about {quality}{again}{moved}.</source>
        <translation>JPEG-Qualität etwa {quality}{again}{moved}.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep These Edits</source>
        <translation>Diese Bearbeitung behalten</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Keep all but the location</source>
        <translation>Alle außer dem Standort behalten</translation>
    </message>
    <message>
        <source>Keep as preset</source>
        <translation>Als Vorgabe sichern</translation>
    </message>
    <message>
        <source>Keep or remove presets</source>
        <translation>Vorgaben sichern oder entfernen</translation>
    </message>
    <message>
        <source>Keep presets that lie in files</source>
        <translation>Vorgaben aus Dateien übernehmen</translation>
    </message>
    <message>
        <source>Keep the crop  (Enter)</source>
        <translation>Zuschnitt übernehmen  (Eingabetaste)</translation>
    </message>
    <message>
        <source>Keeps lamps, windows and skies from burning out: to the right, what is bright already gets less light.</source>
        <translation>Schützt Lampen, Fenster und Himmel vor dem Ausfressen: Nach rechts erhält weniger Licht, was schon hell ist.</translation>
    </message>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>L&amp;eft View</source>
        <translation>L&amp;inke Ansicht</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Lays this analysis map over the photo. O cycles its opacity.</source>
        <translation>Legt diese Messkarte über das Foto. O wechselt die Deckkraft.</translation>
    </message>
    <message>
        <source>Learned from {trained} pairs. On {held_out} held out, the look comes to {taught:.1f} dB of your edits; without it they are {untouched:.1f} dB away. More is nearer.</source>
        <translation>Aus {trained} Paaren gelernt. An zurückgehaltenen Fotos geprüft ({held_out}): mit dem Look {taught:.1f} dB, ohne ihn {untouched:.1f} dB Nähe zur eigenen Bearbeitung. Mehr ist näher.</translation>
    </message>
    <message>
        <source>Leave the photo out</source>
        <translation>Foto auslassen</translation>
    </message>
    <message>
        <source>Leaves of the parts above what it covers too</source>
        <translation>Lässt von den Teilen darüber nur, was es ebenfalls erfasst</translation>
    </message>
    <message>
        <source>Leaves what has the colour of the haze itself: sky, clouds, snow and white walls.</source>
        <translation>Lässt unverändert, was die Farbe des Dunstes selbst hat: Himmel, Wolken, Schnee und weiße Wände.</translation>
    </message>
    <message>
        <source>Left and right are as they were opened.</source>
        <translation>Links und rechts sind wie beim Öffnen.</translation>
    </message>
    <message>
        <source>Left and right are swapped, and an export will have them so. The file stays as it is.</source>
        <translation>Links und rechts sind vertauscht, auch beim Export. Die Datei bleibt unverändert.</translation>
    </message>
    <message>
        <source>Left becomes right: for a pair that looks inside out</source>
        <translation>Links wird rechts: für ein Paar, dessen Tiefe verkehrt wirkt</translation>
    </message>
    <message>
        <source>Left view</source>
        <translation>Linke Ansicht</translation>
    </message>
    <message>
        <source>Left view of the stereo photo</source>
        <translation>Linke Ansicht des Stereofotos</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Less or more light, in stops. Mid-tones follow exactly, as if the shot had been exposed longer; bright parts come up to white softly and do not burn out.</source>
        <translation>Weniger oder mehr Licht, in Blendenstufen. Mitteltöne folgen genau, als wäre länger belichtet worden; helle Bereiche nähern sich Weiß sanft an und fressen nicht aus.</translation>
    </message>
    <message>
        <source>Less settings of {title}</source>
        <translation>Weniger Einstellungen zu „{title}“</translation>
    </message>
    <message>
        <source>Let it be found again</source>
        <translation>Wieder automatisch finden</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Light and colour</source>
        <translation>Licht und Farbe</translation>
    </message>
    <message>
        <source>Light of the file, in stops: what is brighter than white comes back.</source>
        <translation>Licht der Datei, in Blendenstufen: Was heller als Weiß ist, kommt zurück.</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Linear gradient</source>
        <translation>Linearer Verlauf</translation>
    </message>
    <message>
        <source>Long blur</source>
        <translation>Lang</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>Lange Seite</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>Looks (*{ending})</source>
        <translation>Looks (*{ending})</translation>
    </message>
    <message>
        <source>Looks for the darkest thing near every pixel, and finds how far to look: truer where things are bright by themselves.</source>
        <translation>Sucht in der Umgebung jedes Pixels nach der dunkelsten Stelle und bestimmt selbst, wie weit: genauer, wo Motive von sich aus hell sind.</translation>
    </message>
    <message>
        <source>Lossless</source>
        <translation>Verlustfrei</translation>
    </message>
    <message>
        <source>Low light</source>
        <translation>Wenig Licht</translation>
    </message>
    <message>
        <source>Luma</source>
        <translation>Luminanz</translation>
    </message>
    <message>
        <source>Luma noise map</source>
        <translation>Luminanzrauschen</translation>
    </message>
    <message>
        <source>Lying or standing</source>
        <translation>Quer- oder Hochformat</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map &amp;Colours</source>
        <translation>Farben der Messk&amp;arte</translation>
    </message>
    <message>
        <source>Mark clipped pixels: red is too bright, blue too dark</source>
        <translation>Beschnittene Pixel markieren: Rot ist zu hell, Blau zu dunkel</translation>
    </message>
    <message>
        <source>Mark the selected photos as to go; again to take it back</source>
        <translation>Die ausgewählten Fotos als abgelehnt markieren; erneut, um es zurückzunehmen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Mask “{mask}”</source>
        <translation>Maske „{mask}“</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Masks, and what is different in them</source>
        <translation>Masken samt ihren abweichenden Einstellungen</translation>
    </message>
    <message>
        <source>Measure each selected photo and repair what is found</source>
        <translation>Jedes ausgewählte Foto messen und die Befunde beheben</translation>
    </message>
    <message>
        <source>Measured map</source>
        <translation>Messkarte</translation>
    </message>
    <message>
        <source>Measuring noise: {done} of {count}</source>
        <translation>Rauschmessung: {done} von {count}</translation>
    </message>
    <message>
        <source>Measuring the photo…</source>
        <translation>Foto wird analysiert …</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation>Megapixel</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Middle gray</source>
        <translation>Mittelgrau</translation>
    </message>
    <message>
        <source>Midtones</source>
        <translation>Mitteltöne</translation>
    </message>
    <message>
        <source>Minimum transmission</source>
        <translation>Mindesttransmission</translation>
    </message>
    <message>
        <source>Monitor profile</source>
        <translation>Monitorprofil</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about this mask</source>
        <translation>Mehr zu dieser Maske</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>Mehr zu {name}</translation>
    </message>
    <message>
        <source>More settings of {title}</source>
        <translation>Mehr Einstellungen zu „{title}“</translation>
    </message>
    <message>
        <source>Motion blur</source>
        <translation>Verwacklung</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Move {part} of “{mask}”</source>
        <translation>{part} von „{mask}“ verschoben</translation>
    </message>
    <message>
        <source>Muted colours that hardly flicker</source>
        <translation>Gedämpfte Farben, die kaum flimmern</translation>
    </message>
    <message>
        <source>My look</source>
        <translation>Mein Look</translation>
    </message>
    <message>
        <source>My preset</source>
        <translation>Meine Vorgabe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the look</source>
        <translation>Name des Looks</translation>
    </message>
    <message>
        <source>Natural</source>
        <translation>Natürlich</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Nah</translation>
    </message>
    <message>
        <source>Network: {network}</source>
        <translation>Netz: {network}</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Next photo of the folder</source>
        <translation>Nächstes Foto des Ordners</translation>
    </message>
    <message>
        <source>Night, hand-held</source>
        <comment>preset</comment>
        <translation>Nacht, aus der Hand</translation>
    </message>
    <message>
        <source>No cast that one can be sure of.</source>
        <translation>Kein sicher erkennbarer Farbstich.</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Keine Änderung</translation>
    </message>
    <message>
        <source>No colours, and no flicker</source>
        <translation>Keine Farben, kein Flimmern</translation>
    </message>
    <message>
        <source>No haze.</source>
        <translation>Kein Dunst.</translation>
    </message>
    <message>
        <source>No horizon or upright edges stand out in this photo.</source>
        <translation>In diesem Foto ist kein Horizont und keine senkrechte Kante deutlich zu erkennen.</translation>
    </message>
    <message>
        <source>No horizon or upright edges stand out, so the photo was not straightened.</source>
        <translation>Kein Horizont und keine senkrechte Kante ist deutlich zu erkennen, daher wurde das Foto nicht ausgerichtet.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>No photo passes the filter.</source>
        <translation>Kein Foto passt zum Filter.</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>Keine Vorschau</translation>
    </message>
    <message>
        <source>No second eye can be read in this MPO file, so it is edited as an ordinary photo.</source>
        <translation>In dieser MPO-Datei lässt sich keine zweite Ansicht lesen; sie wird als gewöhnliches Foto bearbeitet.</translation>
    </message>
    <message>
        <source>No shortcut has these words or keys.</source>
        <translation>Kein Tastenkürzel enthält diese Wörter oder Tasten.</translation>
    </message>
    <message>
        <source>No step was shown to help here.</source>
        <translation>Hier hilft nachweislich kein Schritt.</translation>
    </message>
    <message>
        <source>No traces of JPEG.</source>
        <translation>Keine Spuren von JPEG.</translation>
    </message>
    <message>
        <source>No {what} was lost along edges; {share} was added.</source>
        <translation>An den Kanten ging nichts von den {what} verloren; {share} kamen hinzu.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noise in flat areas</source>
        <translation>Rauschen in glatten Flächen</translation>
    </message>
    <message>
        <source>Noise level γ</source>
        <translation>Rauschpegel γ</translation>
    </message>
    <message>
        <source>Noise of {noise:.1f} levels where it is flat</source>
        <translation>Rauschen von {noise:.1f} Stufen in glatten Flächen</translation>
    </message>
    <message>
        <source>Noise of {sigma:g} levels, smoothed by the camera.</source>
        <translation>Rauschen von {sigma:g} Stufen, von der Kamera geglättet.</translation>
    </message>
    <message>
        <source>Noise of {sigma:g} levels{where}.</source>
        <translation>Rauschen von {sigma:g} Stufen{where}.</translation>
    </message>
    <message>
        <source>Noisy</source>
        <translation>Verrauscht</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None (sRGB)</source>
        <translation>Keines (sRGB)</translation>
    </message>
    <message>
        <source>None at</source>
        <translation>Nichts bei</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>Not edited</source>
        <translation>Nicht bearbeitete</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportierte</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>Nicht abgelehnte</translation>
    </message>
    <message>
        <source>Not shaken.</source>
        <translation>Nicht verwackelt.</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht dokumentieren</translation>
    </message>
    <message>
        <source>Not too bright.</source>
        <translation>Nicht zu hell.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Nothing can be written beside “{name}”. Its edits are in Pellucid&apos;s own folder.</source>
        <translation>Neben „{name}“ lässt sich nichts schreiben. Die Bearbeitung liegt in Pellucids eigenem Ordner.</translation>
    </message>
    <message>
        <source>Nothing changes by more than the saving can have done, as the quality in the file tells. Switch this off for photos that were saved badly once and then saved again: their file tells the last quality only.</source>
        <translation>Nichts ändert sich stärker, als das Speichern es laut der Qualitätsangabe in der Datei verändert haben kann. Ausschalten bei Fotos, die einmal in schlechter Qualität und danach erneut gespeichert wurden: Die Datei kennt nur die letzte Qualität.</translation>
    </message>
    <message>
        <source>Nothing has been copied yet. Copy the settings of a photo first.</source>
        <translation>Es wurde noch nichts kopiert. Zuerst die Einstellungen eines Fotos kopieren.</translation>
    </message>
    <message>
        <source>Nothing has been exported yet. Exports are listed here with how far they are and what became of them.</source>
        <translation>Es wurde noch nichts exportiert. Hier stehen Exporte mit ihrem Fortschritt und ihrem Ergebnis.</translation>
    </message>
    <message>
        <source>Nothing is clipped.</source>
        <translation>Nichts ist beschnitten.</translation>
    </message>
    <message>
        <source>Nothing to repair here.</source>
        <translation>Hier gibt es nichts zu beheben.</translation>
    </message>
    <message>
        <source>Nothing was said yet. What goes well or wrong is listed here.</source>
        <translation>Noch keine Meldungen. Hier steht, was gelungen oder misslungen ist.</translation>
    </message>
    <message>
        <source>Nothing was taken away: no repair is on.</source>
        <translation>Es wurde nichts entfernt: Keine Reparatur ist eingeschaltet.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Of the ellipse, in long sides of the photo.</source>
        <translation>Der Ellipse, bezogen auf die lange Seite des Fotos.</translation>
    </message>
    <message>
        <source>Of the light in the scene: as shot, until it is moved.</source>
        <translation>Des Lichts der Szene: wie aufgenommen, solange nichts verschoben wird.</translation>
    </message>
    <message>
        <source>Of the open card; cycles opacity; Esc leaves</source>
        <translation>Zur aufgeklappten Karte; wechselt die Deckkraft, Esc beendet</translation>
    </message>
    <message>
        <source>Of this photo alone</source>
        <translation>Nur für dieses Foto</translation>
    </message>
    <message>
        <source>Offered edits</source>
        <translation>Angebotene Bearbeitungen</translation>
    </message>
    <message>
        <source>Old JPEG</source>
        <comment>preset</comment>
        <translation>Altes JPEG</translation>
    </message>
    <message>
        <source>On all {selected} &amp;selected</source>
        <translation>Auf alle {selected} au&amp;sgewählten</translation>
    </message>
    <message>
        <source>One photo pixel is one screen pixel</source>
        <translation>Ein Fotopixel entspricht einem Bildschirmpixel</translation>
    </message>
    <message>
        <source>Only Its &amp;Outline</source>
        <translation>Nur den &amp;Umriss</translation>
    </message>
    <message>
        <source>Only haze at least this thick is taken away: keeps the foreground as it is.</source>
        <translation>Nur Dunst ab dieser Dichte wird entfernt: Der Vordergrund bleibt unverändert.</translation>
    </message>
    <message>
        <source>Only haze at most this thick is taken away: keeps the distance as it is.</source>
        <translation>Nur Dunst bis zu dieser Dichte wird entfernt: Die Ferne bleibt unverändert.</translation>
    </message>
    <message>
        <source>Only the bright parts. To the left they get darker and show more of what is in them.</source>
        <translation>Nur die hellen Bereiche. Nach links werden sie dunkler und zeigen mehr Zeichnung.</translation>
    </message>
    <message>
        <source>Only the dark parts. To the right they get brighter and show more of what is in them.</source>
        <translation>Nur die dunklen Bereiche. Nach rechts werden sie heller und zeigen mehr Zeichnung.</translation>
    </message>
    <message>
        <source>Only the left eye was exported; .mpo, .jps and .pns files hold both.</source>
        <translation>Nur die linke Ansicht wurde exportiert; .mpo-, .jps- und .pns-Dateien enthalten beide.</translation>
    </message>
    <message>
        <source>Only the right eye was exported; .mpo, .jps and .pns files hold both.</source>
        <translation>Nur die rechte Ansicht wurde exportiert; .mpo-, .jps- und .pns-Dateien enthalten beide.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity of mask “{mask}”</source>
        <translation>Deckkraft der Maske „{mask}“</translation>
    </message>
    <message>
        <source>Opacity of the result: 100 % is the full effect, 0 % the original.</source>
        <translation>Deckkraft des Ergebnisses: 100 % ist die volle Wirkung, 0 % das Original.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>&amp;Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Zuletzt &amp;verwendet</translation>
    </message>
    <message>
        <source>Open Card</source>
        <translation>Beschreibung öffnen</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open a photo</source>
        <translation>Foto öffnen</translation>
    </message>
    <message>
        <source>Open as Pa&amp;ir…</source>
        <translation>Als &amp;Paar öffnen …</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open from Clip&amp;board</source>
        <translation>Aus Zwischenablage ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open in Anot&amp;her Program…</source>
        <translation>In anderem Pro&amp;gramm öffnen …</translation>
    </message>
    <message>
        <source>Open two photos as the views of a stereo photo</source>
        <translation>Zwei Fotos als Ansichten eines Stereofotos öffnen</translation>
    </message>
    <message>
        <source>Open with which program?</source>
        <translation>Mit welchem Programm öffnen?</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>„{title}“ öffnen</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Operations and their settings, networks with their digests, and the version of Pellucid, in the XMP history that other programs show. No names that you gave, and no times.</source>
        <translation>Schritte und ihre Einstellungen, Netze mit Prüfsumme und die Version von Pellucid, im XMP-Verlauf, den andere Programme anzeigen. Keine selbst vergebenen Namen und keine Zeiten.</translation>
    </message>
    <message>
        <source>Order of “{mask}”</source>
        <translation>Reihenfolge von „{mask}“</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Other Profile…</source>
        <translation>Anderes Profil …</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>Fehlfokus</translation>
    </message>
    <message>
        <source>Out of focus: even the sharpest edges are {width:.1f} px wide.</source>
        <translation>Fehlfokus: Selbst die schärfsten Kanten sind {width:.1f} px breit.</translation>
    </message>
    <message>
        <source>Out-of-&amp;Gamut Warning</source>
        <translation>&amp;Farbumfangwarnung</translation>
    </message>
    <message>
        <source>Output Pre&amp;view</source>
        <translation>Ausgabe&amp;vorschau</translation>
    </message>
    <message>
        <source>Output preview</source>
        <translation>Ausgabevorschau</translation>
    </message>
    <message>
        <source>Output preview {width} × {height}, {sharpened}</source>
        <translation>Ausgabevorschau {width} × {height}, {sharpened}</translation>
    </message>
    <message>
        <source>P&amp;reset</source>
        <translation>V&amp;orgabe</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Paint over what it should cover</source>
        <translation>Übermalen, was die Maske erfassen soll</translation>
    </message>
    <message>
        <source>Paints the clear photo at once: the softest skies, less true to measurement.</source>
        <translation>Erzeugt das klare Foto in einem Zug: mit den weichsten Himmeln, aber weniger messgetreu.</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Pairs that were left out</source>
        <translation>Ausgelassene Paare</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Ausschnitt verschieben</translation>
    </message>
    <message>
        <source>Parts of these edits were made by a newer Pellucid; they are kept, but this file was made without them.</source>
        <translation>Teile dieser Bearbeitung stammen aus einem neueren Pellucid; sie bleiben erhalten, aber diese Datei entstand ohne sie.</translation>
    </message>
    <message>
        <source>Parts of “{name}” were made by a newer Pellucid; the photo has the others.</source>
        <translation>Teile von „{name}“ stammen aus einem neueren Pellucid; das Foto hat die übrigen.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste Sett&amp;ings</source>
        <translation>Einstellungen &amp;einfügen</translation>
    </message>
    <message>
        <source>Paste mask “{mask}”</source>
        <translation>Maske „{mask}“ eingefügt</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Paste “{mask}”</source>
        <translation>„{mask}“ einfügen</translation>
    </message>
    <message>
        <source>Pasted {moment}.png</source>
        <translation>Eingefügt {moment}.png</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>Fenstergröße</translation>
    </message>
    <message>
        <source>Pattern of the names</source>
        <translation>Namensmuster</translation>
    </message>
    <message>
        <source>Paused before {name}</source>
        <translation>Angehalten vor {name}</translation>
    </message>
    <message>
        <source>Peek at the original</source>
        <translation>Kurz das Original ansehen</translation>
    </message>
    <message>
        <source>Pellucid</source>
        <translation>Pellucid</translation>
    </message>
    <message>
        <source>Pellucid knows no colour matrix of this camera, so its white balance stays as shot.</source>
        <translation>Pellucid kennt keine Farbmatrix dieser Kamera, daher bleibt der Weißabgleich wie aufgenommen.</translation>
    </message>
    <message>
        <source>Pellucid opens {readable}</source>
        <translation>Pellucid öffnet {readable}</translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>Perspektive</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Photos ({endings});;All files (*)</source>
        <translation>Fotos ({endings});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Photos can be edited meanwhile. Hide this dialog if it is in the way: it comes back with the result.</source>
        <translation>Währenddessen lassen sich Fotos bearbeiten. Stört dieser Dialog, kann er ausgeblendet werden; mit dem Ergebnis kommt er zurück.</translation>
    </message>
    <message>
        <source>Photos of the filmstrip</source>
        <translation>Fotos im Filmstreifen</translation>
    </message>
    <message>
        <source>Photos that the look has not seen</source>
        <translation>Fotos, die der Look nicht kennt</translation>
    </message>
    <message>
        <source>Photos to try</source>
        <translation>Fotos zum Ausprobieren</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Pick for “{mask}”</source>
        <translation>Für „{mask}“ aufgenommen</translation>
    </message>
    <message>
        <source>Pick in photo</source>
        <translation>Im Foto aufnehmen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Place, colour before → after in levels of 8 bits, and the noise around it (standard deviation of the brightness)</source>
        <translation>Ort, Farbe vorher → nachher in 8-Bit-Stufen und das Rauschen ringsum (Standardabweichung der Helligkeit)</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Preset {name}</source>
        <translation>Vorgabe {name}</translation>
    </message>
    <message>
        <source>Preset “{name}”</source>
        <translation>Vorgabe „{name}“</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Presets (*{ending})</source>
        <translation>Vorgaben (*{ending})</translation>
    </message>
    <message>
        <source>Presets for the Se&amp;lected</source>
        <translation>Vorgaben für die Aus&amp;wahl</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>Neue Tasten drücken</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Previous or next photo, if all of it is seen</source>
        <translation>Vorheriges oder nächstes Foto, wenn das ganze zu sehen ist</translation>
    </message>
    <message>
        <source>Previous photo of the folder</source>
        <translation>Vorheriges Foto des Ordners</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Druck</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile of the display</source>
        <translation>Profil des Monitors</translation>
    </message>
    <message>
        <source>Profile to proof for</source>
        <translation>Profil für den Softproof</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Progress of {name}</source>
        <translation>Fortschritt von {name}</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Protect gray</source>
        <translation>Grau schützen</translation>
    </message>
    <message>
        <source>Protect highlights</source>
        <translation>Lichter schützen</translation>
    </message>
    <message>
        <source>Protect skin</source>
        <translation>Haut schützen</translation>
    </message>
    <message>
        <source>Protect sky and highlights</source>
        <translation>Himmel und Lichter schützen</translation>
    </message>
    <message>
        <source>Pull the corners of the photo</source>
        <translation>An den Ecken des Fotos ziehen</translation>
    </message>
    <message>
        <source>Puts right what went wrong: exposure, white balance, contrast, colour.</source>
        <translation>Korrigiert, was misslungen ist: Belichtung, Weißabgleich, Kontrast, Farbe.</translation>
    </message>
    <message>
        <source>Puts some of the removed luma noise back: a little of it keeps skin and walls from looking smoothed, and hides what the network could not tell from noise. It is gray, so no colour noise returns.</source>
        <translation>Gibt einen Teil des entfernten Luminanzrauschens zurück: Ein wenig davon lässt Haut und Wände nicht glatt gebügelt wirken und verdeckt, was das Netz nicht vom Rauschen unterscheiden konnte. Es ist grau, Farbrauschen kehrt also nicht zurück.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality slider</source>
        <translation>Regler für die Qualität</translation>
    </message>
    <message>
        <source>Radial gradient</source>
        <translation>Radialer Verlauf</translation>
    </message>
    <message>
        <source>Rate the selected photos</source>
        <translation>Die ausgewählten Fotos bewerten</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
        <source>Re-grain</source>
        <translation>Korn zurückholen</translation>
    </message>
    <message>
        <source>Reading the pairs…</source>
        <translation>Paare werden gelesen …</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Reconstruct</source>
        <translation>Rekonstruieren</translation>
    </message>
    <message>
        <source>Recovered edits</source>
        <translation>Wiederhergestellte Bearbeitung</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnte</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Removes camera noise and keeps texture.</source>
        <translation>Entfernt Kamerarauschen und erhält Strukturen.</translation>
    </message>
    <message>
        <source>Removes the blocks and rings of strong JPEG compression.</source>
        <translation>Entfernt Blöcke und Säume starker JPEG-Komprimierung.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename Mask</source>
        <translation>Maske umbenennen</translation>
    </message>
    <message>
        <source>Rename Preset</source>
        <translation>Vorgabe umbenennen</translation>
    </message>
    <message>
        <source>Rename Version</source>
        <translation>Version umbenennen</translation>
    </message>
    <message>
        <source>Rename mask “{mask}”</source>
        <translation>Maske „{mask}“ umbenannt</translation>
    </message>
    <message>
        <source>Rename mask “{mask}” to “{name}”</source>
        <translation>Maske „{mask}“ in „{name}“ umbenannt</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Repair &amp;All</source>
        <translation>&amp;Alles beheben</translation>
    </message>
    <message>
        <source>Repair all</source>
        <translation>Alles beheben</translation>
    </message>
    <message>
        <source>Repair all: {what}</source>
        <translation>Alles beheben: {what}</translation>
    </message>
    <message>
        <source>Repair everything that a step is proposed against, as one step  (Ctrl+U)</source>
        <translation>Alles in einem Schritt beheben, wogegen ein Schritt vorgeschlagen ist  (Strg+U)</translation>
    </message>
    <message>
        <source>Repair what was found wrong, as one step</source>
        <translation>Alle Befunde in einem Schritt beheben</translation>
    </message>
    <message>
        <source>Repair {title}</source>
        <translation>{title} beheben</translation>
    </message>
    <message>
        <source>Repair {what}</source>
        <translation>{what} beheben</translation>
    </message>
    <message>
        <source>Replace file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Datei ersetzen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset a slider</source>
        <translation>Regler zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {label} to {resting}</source>
        <translation>{label} auf {resting} zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>{title} zurücksetzen</translation>
    </message>
    <message>
        <source>Revert to Ope&amp;ned</source>
        <translation>Zurück zum Stand beim Öff&amp;nen</translation>
    </message>
    <message>
        <source>Revert to Ori&amp;ginal</source>
        <translation>Zurück zum Ori&amp;ginal</translation>
    </message>
    <message>
        <source>Revert to opened</source>
        <translation>Zurück zum Stand beim Öffnen</translation>
    </message>
    <message>
        <source>Revert to original</source>
        <translation>Zurück zum Original</translation>
    </message>
    <message>
        <source>Right view</source>
        <translation>Rechte Ansicht</translation>
    </message>
    <message>
        <source>Right view that goes with “{name}”</source>
        <translation>Rechte Ansicht, die zu „{name}“ gehört</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>S&amp;ofter Brush</source>
        <translation>&amp;Weicherer Pinsel</translation>
    </message>
    <message>
        <source>S&amp;wap Before and After</source>
        <translation>&amp;Vorher und nachher tauschen</translation>
    </message>
    <message>
        <source>S&amp;wap Left and Right</source>
        <translation>Links und Rechts &amp;tauschen</translation>
    </message>
    <message>
        <source>S&amp;ynchronise…</source>
        <translation>&amp;Synchronisieren …</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Save &amp;Version…</source>
        <translation>&amp;Version sichern …</translation>
    </message>
    <message>
        <source>Save Preset</source>
        <translation>Vorgabe sichern</translation>
    </message>
    <message>
        <source>Save Preset…</source>
        <translation>Vorgabe sichern …</translation>
    </message>
    <message>
        <source>Save Version</source>
        <translation>Version sichern</translation>
    </message>
    <message>
        <source>Save settings that you like as a preset, and put them on other photos with one click.</source>
        <translation>Gelungene Einstellungen als Vorgabe sichern und mit einem Klick auf andere Fotos anwenden.</translation>
    </message>
    <message>
        <source>Scan of a print</source>
        <comment>preset</comment>
        <translation>Scan eines Abzugs</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Scrolls; with Ctrl it zooms</source>
        <translation>Scrollt; mit Strg wird gezoomt</translation>
    </message>
    <message>
        <source>Search by word or key</source>
        <translation>Nach Wort oder Taste suchen</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Tasten suchen</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>Select Only &amp;This</source>
        <translation>&amp;Nur dieses auswählen</translation>
    </message>
    <message>
        <source>Select in “{mask}”</source>
        <translation>In „{mask}“ ausgewählt</translation>
    </message>
    <message>
        <source>Select more photos in the filmstrip first, with Ctrl or Shift and a click.</source>
        <translation>Zuerst weitere Fotos im Filmstreifen auswählen, mit Strg oder Umschalt und einem Klick.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Settings of the Pre&amp;vious Photo</source>
        <translation>Einstellungen des v&amp;orherigen Fotos</translation>
    </message>
    <message>
        <source>Settings of the file</source>
        <translation>Einstellungen der Datei</translation>
    </message>
    <message>
        <source>Settings of the mask</source>
        <translation>Einstellungen der Maske</translation>
    </message>
    <message>
        <source>Settings of the previous photo</source>
        <translation>Einstellungen des vorherigen Fotos</translation>
    </message>
    <message>
        <source>Settings with a name, shown on this photo</source>
        <translation>Einstellungen mit Namen, an diesem Foto gezeigt</translation>
    </message>
    <message>
        <source>Shadows</source>
        <translation>Tiefen</translation>
    </message>
    <message>
        <source>Shaken by about {length:.0f} px, along {direction:.0f}°.</source>
        <translation>Verwackelt um etwa {length:.0f} px, entlang {direction:.0f}°.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Shape of the crop; type any other, like 5:4</source>
        <translation>Seitenverhältnis; jedes andere lässt sich eintippen, etwa 5:4</translation>
    </message>
    <message>
        <source>Shape {part} of “{mask}”</source>
        <translation>{part} von „{mask}“ geformt</translation>
    </message>
    <message>
        <source>Sharpening</source>
        <translation>Schärfung</translation>
    </message>
    <message>
        <source>Shift + arrow, Ctrl + arrow</source>
        <translation>Umschalt + Pfeil, Strg + Pfeil</translation>
    </message>
    <message>
        <source>Shift + click</source>
        <translation>Umschalt + Klick</translation>
    </message>
    <message>
        <source>Sho&amp;w preview</source>
        <translation>&amp;Vorschau anzeigen</translation>
    </message>
    <message>
        <source>Short blur</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Short side</source>
        <translation>Kurze Seite</translation>
    </message>
    <message>
        <source>Shot</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;Map</source>
        <translation>Messkarte &amp;anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;Original</source>
        <translation>&amp;Original anzeigen</translation>
    </message>
    <message>
        <source>Show &amp;Presets</source>
        <translation>V&amp;orgaben anzeigen</translation>
    </message>
    <message>
        <source>Show C&amp;lipping</source>
        <translation>Be&amp;schneidung anzeigen</translation>
    </message>
    <message>
        <source>Show exports</source>
        <translation>Exporte anzeigen</translation>
    </message>
    <message>
        <source>Show its settings and its handles</source>
        <translation>Seine Einstellungen und Griffe anzeigen</translation>
    </message>
    <message>
        <source>Show or hide the original</source>
        <translation>Original ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the panel, in the photo</source>
        <translation>Bedienfeld ein- oder ausblenden, im Foto</translation>
    </message>
    <message>
        <source>Show or hide the side panel</source>
        <translation>Das Bedienfeld ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show size and sharpening of the last export; Esc leaves</source>
        <translation>Größe und Schärfung des letzten Exports zeigen; Esc beendet</translation>
    </message>
    <message>
        <source>Show the left view of a stereo photo</source>
        <translation>Die linke Ansicht eines Stereofotos anzeigen</translation>
    </message>
    <message>
        <source>Show the mask over the photo  (O)</source>
        <translation>Maske über dem Foto anzeigen  (O)</translation>
    </message>
    <message>
        <source>Show the middle of the result, pixel by pixel; drag it to see more</source>
        <translation>Zeigt die Mitte des Ergebnisses Pixel für Pixel; zum Verschieben ziehen</translation>
    </message>
    <message>
        <source>Show the photo again (Esc)</source>
        <translation>Wieder das Foto anzeigen (Esc)</translation>
    </message>
    <message>
        <source>Show the photos of a folder in the filmstrip</source>
        <translation>Die Fotos eines Ordners im Filmstreifen anzeigen</translation>
    </message>
    <message>
        <source>Show the right view of a stereo photo</source>
        <translation>Die rechte Ansicht eines Stereofotos anzeigen</translation>
    </message>
    <message>
        <source>Show the two views in turn</source>
        <translation>Die beiden Ansichten im Wechsel zeigen</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto anzeigen</translation>
    </message>
    <message>
        <source>Show what was exported and what waits for it</source>
        <translation>Zeigt, was exportiert wurde und was noch wartet</translation>
    </message>
    <message>
        <source>Show where: {title}</source>
        <translation>Anzeigen, wo: {title}</translation>
    </message>
    <message>
        <source>Show {title}</source>
        <translation>{title} anzeigen</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Side &amp;by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the network.</source>
        <translation>Größe des Netzes.</translation>
    </message>
    <message>
        <source>Size of the result</source>
        <translation>Größe des Ergebnisses</translation>
    </message>
    <message>
        <source>Soft &amp;Proof</source>
        <translation>Soft&amp;proof</translation>
    </message>
    <message>
        <source>Soft ends</source>
        <translation>Weiche Enden</translation>
    </message>
    <message>
        <source>Soft proof</source>
        <translation>Softproof</translation>
    </message>
    <message>
        <source>Soft proof: {proof}.</source>
        <translation>Softproof: {proof}.</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>Something went wrong inside Pellucid ({kind}). The log has the details.</source>
        <translation>In Pellucid ist ein Fehler aufgetreten ({kind}). Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spektrum</translation>
    </message>
    <message>
        <source>Spectrum, not measured yet</source>
        <translation>Spektrum, noch nicht gemessen</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Split &amp;Top and Bottom</source>
        <translation>Oben und &amp;unten geteilt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Step a slider</source>
        <translation>Regler um einen Schritt bewegen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Stereo</source>
        <translation>Stereo</translation>
    </message>
    <message>
        <source>Stereo, left and right swapped</source>
        <translation>Stereo, links und rechts vertauscht</translation>
    </message>
    <message>
        <source>Stop what is being computed</source>
        <translation>Die laufende Berechnung anhalten</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Gerade ausrichten</translation>
    </message>
    <message>
        <source>Straighten +{angle:.2f}°</source>
        <translation>Gerade ausrichten +{angle:.2f}°</translation>
    </message>
    <message>
        <source>Straighten −{angle:.2f}°</source>
        <translation>Gerade ausrichten −{angle:.2f}°</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Strokes cover</source>
        <translation>Striche decken ab</translation>
    </message>
    <message>
        <source>Strokes take away (or hold Alt)</source>
        <translation>Striche nehmen weg (oder Alt halten)</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>Abziehen</translation>
    </message>
    <message>
        <source>Subtract {part} in “{mask}”</source>
        <translation>{part} in „{mask}“ abgezogen</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Synchronise settings</source>
        <translation>Einstellungen synchronisieren</translation>
    </message>
    <message>
        <source>Synchronise {count}</source>
        <translation>{count} synchronisieren</translation>
    </message>
    <message>
        <source>T&amp;urn the Split</source>
        <translation>Teilung &amp;drehen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Take Away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Take all edits out; can be undone</source>
        <translation>Alle Bearbeitungen entfernen; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Take all other steps out</source>
        <translation>Alle anderen Schritte entfernen</translation>
    </message>
    <message>
        <source>Take from “{mask}”</source>
        <translation>Aus „{mask}“ entfernt</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take the Other Edits</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Take the last edit back</source>
        <translation>Die letzte Bearbeitung zurücknehmen</translation>
    </message>
    <message>
        <source>Take the last settings back from all photos that got them</source>
        <translation>Die zuletzt übertragenen Einstellungen bei allen Fotos zurücknehmen</translation>
    </message>
    <message>
        <source>Takes away from the parts above</source>
        <translation>Nimmt von den Teilen darüber weg</translation>
    </message>
    <message>
        <source>Takes haze, mist and smog away, or adds some.</source>
        <translation>Entfernt Dunst, Nebel und Smog oder fügt welchen hinzu.</translation>
    </message>
    <message>
        <source>Takes the blur of a shaking hand and of moving things away.</source>
        <translation>Entfernt die Unschärfe einer unruhigen Hand und bewegter Motive.</translation>
    </message>
    <message>
        <source>Tap \</source>
        <translation>\ antippen</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Teach a Look</source>
        <translation>Look trainieren</translation>
    </message>
    <message>
        <source>Teach looks from your own edits, and use, import or export them</source>
        <translation>Looks aus eigenen Bearbeitungen trainieren, verwenden, importieren oder exportieren</translation>
    </message>
    <message>
        <source>Teaching “{title}”</source>
        <translation>„{title}“ wird trainiert</translation>
    </message>
    <message>
        <source>Tell how it was made</source>
        <translation>Bearbeitung dokumentieren</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Ten steps, a tenth of a step</source>
        <translation>Zehn Schritte, ein Zehntelschritt</translation>
    </message>
    <message>
        <source>That is the photo itself, which never changes. Choose another name.</source>
        <translation>Das ist das Foto selbst, das sich nie ändert. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The XMP metadata are damaged and were left out.</source>
        <translation>Die XMP-Metadaten sind beschädigt und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The XMP metadata are larger than JPEG can hold and were left out.</source>
        <translation>Die XMP-Metadaten sind größer, als JPEG aufnehmen kann, und wurden weggelassen.</translation>
    </message>
    <message>
        <source>The clipped colours are guessed from what lies around.</source>
        <translation>Die beschnittenen Farben werden aus der Umgebung ergänzt.</translation>
    </message>
    <message>
        <source>The colour of the thickest haze: found by itself, or picked in the photo.</source>
        <translation>Die Farbe des dichtesten Dunstes: automatisch gefunden oder im Foto aufgenommen.</translation>
    </message>
    <message>
        <source>The colour profile in this JPEG XL file cannot be read; the colours are read as sRGB.</source>
        <translation>Das Farbprofil in dieser JPEG-XL-Datei lässt sich nicht lesen; die Farben werden als sRGB gelesen.</translation>
    </message>
    <message>
        <source>The colour profile is damaged or of the wrong kind; the colours are read as sRGB.</source>
        <translation>Das Farbprofil ist beschädigt oder von falscher Art; die Farben werden als sRGB gelesen.</translation>
    </message>
    <message>
        <source>The colours are stored as CIE Lab; they are opened as 16-bit sRGB.</source>
        <translation>Die Farben sind als CIE Lab gespeichert; sie werden als sRGB mit 16 Bit geöffnet.</translation>
    </message>
    <message>
        <source>The colours were converted to sRGB, because colours cannot be written with “{name}”.</source>
        <translation>Die Farben wurden in sRGB umgerechnet, weil sich mit „{name}“ keine Farben schreiben lassen.</translation>
    </message>
    <message>
        <source>The depth map inside the photo was left out, because it belongs to the original file.</source>
        <translation>Die Tiefenkarte im Foto wurde weggelassen, weil sie zur Originaldatei gehört.</translation>
    </message>
    <message>
        <source>The device is not known yet.</source>
        <translation>Das Gerät ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>The edits beside “{name}” were made on another photo, or on this one before it changed.</source>
        <translation>Die Bearbeitung neben „{name}“ gehört zu einem anderen Foto oder zu diesem vor seiner Änderung.</translation>
    </message>
    <message>
        <source>The fastest one</source>
        <translation>Das schnellste Gerät</translation>
    </message>
    <message>
        <source>The file has further channels beside its colours; edits leave them out.</source>
        <translation>Die Datei hat neben den Farben weitere Kanäle; die Bearbeitung lässt sie weg.</translation>
    </message>
    <message numerus="yes">
        <source>The file has {count} further channels beside its colours; edits leave them out.</source>
        <translation><numerusform>Die Datei hat neben den Farben einen weiteren Kanal; die Bearbeitung lässt ihn weg.</numerusform><numerusform>Die Datei hat neben den Farben {count} weitere Kanäle; die Bearbeitung lässt sie weg.</numerusform></translation>
    </message>
    <message>
        <source>The file has {count} pictures; number {number} is opened.</source>
        <translation>Die Datei hat {count} Bilder; geöffnet wird Nummer {number}.</translation>
    </message>
    <message>
        <source>The file has {count} pictures; the first is opened.</source>
        <translation>Die Datei hat {count} Bilder; geöffnet wird das erste.</translation>
    </message>
    <message>
        <source>The file has {count} views; only the two on the left are opened.</source>
        <translation>Die Datei hat {count} Ansichten; geöffnet werden nur die beiden linken.</translation>
    </message>
    <message>
        <source>The file is an animation of {count} pictures; only the first is opened.</source>
        <translation>Die Datei ist eine Animation aus {count} Bildern; geöffnet wird nur das erste.</translation>
    </message>
    <message>
        <source>The file is an animation; only its first picture is opened.</source>
        <translation>Die Datei ist eine Animation; geöffnet wird nur ihr erstes Bild.</translation>
    </message>
    <message>
        <source>The file is damaged or cut short; what could be read of it is shown.</source>
        <translation>Die Datei ist beschädigt oder unvollständig; gezeigt wird, was sich lesen ließ.</translation>
    </message>
    <message>
        <source>The finished picture is on the clipboard.</source>
        <translation>Das fertige Bild liegt in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The finished picture, for other programs</source>
        <translation>Das fertige Bild, für andere Programme</translation>
    </message>
    <message>
        <source>The gain map for HDR screens was left out, because it belongs to the original file.</source>
        <translation>Die Gain-Map für HDR-Bildschirme wurde weggelassen, weil sie zur Originaldatei gehört.</translation>
    </message>
    <message>
        <source>The inks were converted to sRGB, because {target_format} has no CMYK.</source>
        <translation>Die Druckfarben wurden in sRGB umgerechnet, weil {target_format} kein CMYK kennt.</translation>
    </message>
    <message>
        <source>The inks were converted to {profile}, because edits are made in RGB.</source>
        <translation>Die Druckfarben wurden in {profile} umgerechnet, weil in RGB bearbeitet wird.</translation>
    </message>
    <message>
        <source>The list of exports has the others.</source>
        <translation>Die übrigen stehen in der Liste der Exporte.</translation>
    </message>
    <message>
        <source>The look</source>
        <translation>Der Look</translation>
    </message>
    <message>
        <source>The look “{name}” is not installed. Import its file under Looks, or choose another method.</source>
        <translation>Der Look „{name}“ ist nicht installiert. Seine Datei unter „Looks“ importieren oder eine andere Methode wählen.</translation>
    </message>
    <message>
        <source>The maker note and other private fields of the EXIF were left out, because they may tell the place.</source>
        <translation>Die Herstellernotiz und andere private EXIF-Felder wurden weggelassen, weil sie den Standort verraten könnten.</translation>
    </message>
    <message>
        <source>The mask covers everything that it did not.</source>
        <translation>Die Maske erfasst alles, was sie bisher nicht erfasst hat.</translation>
    </message>
    <message>
        <source>The metadata in {sidecar} beside the photo are not in the export, because it is an exact copy of the photo.</source>
        <translation>Die Metadaten in {sidecar} neben dem Foto sind nicht im Export enthalten, weil er eine genaue Kopie des Fotos ist.</translation>
    </message>
    <message>
        <source>The most that strokes can cover, however many there are.</source>
        <translation>Wie stark Striche höchstens decken, wie viele es auch sind.</translation>
    </message>
    <message>
        <source>The name of this photo leaves no room for a file beside it. Its edits are in Pellucid&apos;s own folder.</source>
        <translation>Der Name dieses Fotos lässt keinen Platz für eine Datei daneben. Die Bearbeitung liegt in Pellucids eigenem Ordner.</translation>
    </message>
    <message>
        <source>The noise of each photo where it is flat, in levels of 255.
It is measured when you sort by it; photos without a value come last.</source>
        <translation>Das Rauschen jedes Fotos in seinen glatten Flächen, in Stufen von 255.
Es wird gemessen, sobald danach sortiert wird; Fotos ohne Wert stehen am Ende.</translation>
    </message>
    <message>
        <source>The original around the pointer</source>
        <translation>Das Original rund um den Mauszeiger</translation>
    </message>
    <message>
        <source>The other edits that lay beside “{photo}” are kept as “{kept}”.</source>
        <translation>Die andere Bearbeitung, die neben „{photo}“ lag, ist als „{kept}“ gesichert.</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>In umgekehrter Reihenfolge</translation>
    </message>
    <message>
        <source>The pattern is empty. Use {name} to keep the names.</source>
        <translation>Das Muster ist leer. {name} behält die Namen bei.</translation>
    </message>
    <message>
        <source>The pattern is too long: a name has at most {bytes} bytes.</source>
        <translation>Das Muster ist zu lang: Ein Name hat höchstens {bytes} Byte.</translation>
    </message>
    <message>
        <source>The pattern “{text}” gives digits to “{word}”; only {number} has them.</source>
        <translation>Das Muster „{text}“ gibt „{word}“ Stellen; die hat nur {number}.</translation>
    </message>
    <message>
        <source>The pattern “{text}” has a brace without its other half.</source>
        <translation>Im Muster „{text}“ fehlt zu einer geschweiften Klammer die andere.</translation>
    </message>
    <message>
        <source>The pattern “{text}” has a character that no file name may have.</source>
        <translation>Das Muster „{text}“ enthält ein Zeichen, das in Dateinamen nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>The pattern “{text}” has “{word}”, but there are only {known}.</source>
        <translation>Das Muster „{text}“ enthält „{word}“, es gibt aber nur {known}.</translation>
    </message>
    <message>
        <source>The photo as it stands</source>
        <translation>Das Foto ohne Zuschnitt</translation>
    </message>
    <message>
        <source>The photo before this one has no settings.</source>
        <translation>Das vorherige Foto hat keine Einstellungen.</translation>
    </message>
    <message>
        <source>The photo could not be measured.</source>
        <translation>Das Foto ließ sich nicht analysieren.</translation>
    </message>
    <message>
        <source>The photo is as “{name}” makes it already.</source>
        <translation>Das Foto ist bereits so, wie „{name}“ es macht.</translation>
    </message>
    <message>
        <source>The photo is shown in the colours of the display. Measured displays have a profile of their own; on macOS the system converts by itself.</source>
        <translation>Das Foto wird in den Farben des Monitors angezeigt. Kalibrierte Monitore haben ein eigenes Profil; unter macOS rechnet das System selbst um.</translation>
    </message>
    <message>
        <source>The photo without edits; hold \ to peek</source>
        <translation>Das Foto ohne Bearbeitung; \ halten für einen kurzen Blick</translation>
    </message>
    <message>
        <source>The photos get exactly these steps; without it their other steps stay</source>
        <translation>Die Fotos erhalten genau diese Schritte; andernfalls bleiben ihre übrigen Schritte erhalten</translation>
    </message>
    <message>
        <source>The picture is larger than TIFF can hold (4 GiB). Export it as PNG or JPEG.</source>
        <translation>Das Bild ist größer, als TIFF aufnehmen kann (4 GiB). Als PNG oder JPEG exportieren.</translation>
    </message>
    <message>
        <source>The preset is called “{name}” now.</source>
        <translation>Die Vorgabe heißt jetzt „{name}“.</translation>
    </message>
    <message>
        <source>The preset “{name}” is deleted.</source>
        <translation>Die Vorgabe „{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>The preset “{name}” is saved.</source>
        <translation>Die Vorgabe „{name}“ ist gesichert.</translation>
    </message>
    <message>
        <source>The processor only</source>
        <translation>Nur der Prozessor</translation>
    </message>
    <message>
        <source>The result of “{names}” holds numbers that are not finite. Install Pellucid again.</source>
        <translation>Das Ergebnis von „{names}“ enthält ungültige Zahlen. Pellucid neu installieren.</translation>
    </message>
    <message>
        <source>The settings are copied. Select photos and paste them.</source>
        <translation>Die Einstellungen sind kopiert. Fotos auswählen und einfügen.</translation>
    </message>
    <message>
        <source>The teaching was cancelled.</source>
        <translation>Das Training wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The version “{name}” is deleted.</source>
        <translation>Die Version „{name}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>The video of the motion photo was left out, because exports hold the picture alone.</source>
        <translation>Das Video des Bewegungsfotos wurde weggelassen, weil Exporte nur das Bild enthalten.</translation>
    </message>
    <message>
        <source>The wheel</source>
        <translation>Das Mausrad</translation>
    </message>
    <message>
        <source>The whole photo has the pixels an export will have.</source>
        <translation>Das ganze Foto hat die Pixel, die ein Export haben wird.</translation>
    </message>
    <message>
        <source>The whole photo. Drag the frame to what you want to see.</source>
        <translation>Das ganze Foto. Den Rahmen auf den gewünschten Ausschnitt ziehen.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>There are no edges here by which to tell whether {what} was lost.</source>
        <translation>Hier gibt es keine Kanten, an denen sich ein Verlust der {what} erkennen ließe.</translation>
    </message>
    <message>
        <source>There are no looks yet. Teach one from pairs of your own edits, or import one that somebody gave you.</source>
        <translation>Es gibt noch keine Looks. Einen aus Paaren eigener Bearbeitungen trainieren oder einen erhaltenen importieren.</translation>
    </message>
    <message>
        <source>There is no map to show here. {operations} can show one: open its card.</source>
        <translation>Hier gibt es keine Messkarte. {operations} kann eine zeigen: dazu die Karte dieses Schritts aufklappen.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one in another program, or copy the file of a photo.</source>
        <translation>In der Zwischenablage liegt kein Bild. Eines in einem anderen Programm kopieren oder die Datei eines Fotos kopieren.</translation>
    </message>
    <message>
        <source>There is not enough memory for this photo. Close other programs and try again.</source>
        <translation>Für dieses Foto reicht der Arbeitsspeicher nicht. Andere Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is not enough memory for this picture. Close other programs and try again.</source>
        <translation>Für dieses Bild reicht der Arbeitsspeicher nicht. Andere Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>There is nothing to save yet. Switch a step on or crop the photo first.</source>
        <translation>Noch gibt es nichts zu sichern. Zuerst einen Schritt einschalten oder das Foto zuschneiden.</translation>
    </message>
    <message>
        <source>These edits cannot be read: {refused}.</source>
        <translation>Diese Bearbeitung lässt sich nicht lesen: {refused}.</translation>
    </message>
    <message>
        <source>They become white.</source>
        <translation>Beschnittene Lichter werden weiß.</translation>
    </message>
    <message>
        <source>This is an HDR picture ({transfer}); its highlights were compressed to what a screen shows.</source>
        <translation>Dies ist ein HDR-Bild ({transfer}); seine Lichter wurden auf den Umfang eines Bildschirms komprimiert.</translation>
    </message>
    <message>
        <source>This is for the whole photo, not for the mask; the sliders are those of the whole photo now.</source>
        <translation>Das gilt für das ganze Foto, nicht für die Maske; die Regler gelten jetzt für das ganze Foto.</translation>
    </message>
    <message>
        <source>This photo has no steps.</source>
        <translation>Dieses Foto hat keine Schritte.</translation>
    </message>
    <message>
        <source>This preset cannot be read: {refused}.</source>
        <translation>Diese Vorgabe lässt sich nicht lesen: {refused}.</translation>
    </message>
    <message>
        <source>Those that are finished stay. What is stopped leaves no file.</source>
        <translation>Fertige bleiben erhalten. Was abgebrochen wird, hinterlässt keine Datei.</translation>
    </message>
    <message>
        <source>Tilted {angle:.1f}° anticlockwise.</source>
        <translation>Um {angle:.1f}° gegen den Uhrzeigersinn geneigt.</translation>
    </message>
    <message>
        <source>Tilted {angle:.1f}° clockwise.</source>
        <translation>Um {angle:.1f}° im Uhrzeigersinn geneigt.</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>Tönung</translation>
    </message>
    <message>
        <source>Titles, descriptions or comments that tell the place were left out.</source>
        <translation>Titel, Beschreibungen oder Kommentare, die den Standort verraten, wurden weggelassen.</translation>
    </message>
    <message>
        <source>To the left greener, to the right more magenta.</source>
        <translation>Nach links grüner, nach rechts mehr Magenta.</translation>
    </message>
    <message>
        <source>Told in exported files</source>
        <translation>In exportierten Dateien dokumentieren</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Tonwerte</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>Zu hell</translation>
    </message>
    <message>
        <source>Too bright: {share:.0f} % has burnt out.</source>
        <translation>Zu hell: {share:.0f} % sind ausgefressen.</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>Zu dunkel</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Transmission</source>
        <translation>Transmission</translation>
    </message>
    <message>
        <source>Transparent parts became white, because JPEG has no transparency.</source>
        <translation>Transparente Bereiche wurden weiß, weil JPEG keine Transparenz kennt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Nach links drehen</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Nach rechts drehen</translation>
    </message>
    <message>
        <source>Turn {part} of “{mask}”</source>
        <translation>{part} von „{mask}“ gedreht</translation>
    </message>
    <message>
        <source>Turned by {angle_deg:.1f}°, the eyes of this pair are no longer level with each other, which is hard to look at; {largest:.1f}° is the most that keeps them so.</source>
        <translation>Um {angle_deg:.1f}° gedreht liegen die Ansichten dieses Paares nicht mehr auf gleicher Höhe, was unangenehm anzusehen ist; höchstens {largest:.1f}° halten sie auf gleicher Höhe.</translation>
    </message>
    <message>
        <source>Typical haze</source>
        <translation>Typischer Dunst</translation>
    </message>
    <message>
        <source>Un&amp;do Paste</source>
        <translation>Einfügen &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Unfold {title}</source>
        <translation>{title} aufklappen</translation>
    </message>
    <message>
        <source>Up to about 25 pixels.</source>
        <translation>Bis etwa 25 Pixel.</translation>
    </message>
    <message>
        <source>Upright, as far as its lines tell.</source>
        <translation>Gerade, soweit seine Linien es zeigen.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use Them</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Value under the pointer</source>
        <translation>Wert unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Version 1</source>
        <translation>Version 1</translation>
    </message>
    <message>
        <source>Version {name}{state}</source>
        <translation>Version {name}{state}</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>Version “{name}”</source>
        <translation>Version „{name}“</translation>
    </message>
    <message>
        <source>Version, licence, and the networks with their cards</source>
        <translation>Version, Lizenz und die Netze mit ihren Beschreibungen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Versions to export</source>
        <translation>Zu exportierende Versionen</translation>
    </message>
    <message>
        <source>Versions, the device, and the last messages</source>
        <translation>Versionen, Gerät und die letzten Meldungen</translation>
    </message>
    <message>
        <source>Very long blur</source>
        <translation>Sehr lang</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Viridis or cividis</source>
        <translation>Viridis oder Cividis</translation>
    </message>
    <message>
        <source>Vivid</source>
        <translation>Lebhaft</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What a bug report needs is on the clipboard. Read it before you send it.</source>
        <translation>Die Angaben für einen Fehlerbericht liegen in der Zwischenablage. Vor dem Absenden durchlesen.</translation>
    </message>
    <message>
        <source>What an export will hold. {clipped}</source>
        <translation>So wird der Export sein. {clipped}</translation>
    </message>
    <message>
        <source>What becomes of highlights in which some colours are clipped and others are not.</source>
        <translation>Was aus Lichtern wird, in denen manche Farben beschnitten sind und andere nicht.</translation>
    </message>
    <message>
        <source>What can be repaired is repaired.</source>
        <translation>Was sich beheben lässt, ist behoben.</translation>
    </message>
    <message>
        <source>What is edited</source>
        <translation>Was bearbeitet wird</translation>
    </message>
    <message>
        <source>What is gray, white or black in the photo stays without tint. To the left a cast of the whole photo is taken out of it as well.</source>
        <translation>Was im Foto grau, weiß oder schwarz ist, bleibt farblos. Nach links wird zusätzlich ein Farbstich des ganzen Fotos entfernt.</translation>
    </message>
    <message>
        <source>What is relative to a measurement, like the noise level γ, is so on every photo. Masks belong to this one and are left out.</source>
        <translation>Was sich auf eine Messung bezieht, wie der Rauschpegel γ, gilt so bei jedem Foto. Masken gehören zu diesem Foto und bleiben außen vor.</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>What it is for, what it learned from, what was measured, and what it cannot do</source>
        <translation>Wofür es da ist, woraus es gelernt hat, was gemessen wurde und was es nicht kann</translation>
    </message>
    <message>
        <source>What kind of noise is removed.</source>
        <translation>Welche Art von Rauschen entfernt wird.</translation>
    </message>
    <message>
        <source>What the other colours hold is kept, with less colour.</source>
        <translation>Was die übrigen Farben enthalten, bleibt erhalten, mit weniger Farbe.</translation>
    </message>
    <message>
        <source>What the repairs take away, up to 16 times as strong</source>
        <translation>Was die Reparaturen entfernen, bis zu 16-fach verstärkt</translation>
    </message>
    <message>
        <source>What the sliders below are for: the whole photo, or where a mask is</source>
        <translation>Wofür die Regler darunter gelten: das ganze Foto oder den Bereich einer Maske</translation>
    </message>
    <message>
        <source>What was taken away</source>
        <translation>Was entfernt wurde</translation>
    </message>
    <message>
        <source>What you see are the pixels an export will have.</source>
        <translation>Zu sehen sind die Pixel, die ein Export haben wird.</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Where colour noise is measured</source>
        <translation>Wo Farbrauschen gemessen wurde</translation>
    </message>
    <message>
        <source>Where its middle is, from the left edge of the photo to the right one.</source>
        <translation>Wo die Mitte liegt, von der linken Kante des Fotos zur rechten.</translation>
    </message>
    <message>
        <source>Where its middle is, from the upper edge of the photo to the lower one.</source>
        <translation>Wo die Mitte liegt, von der oberen Kante des Fotos zur unteren.</translation>
    </message>
    <message>
        <source>Where less light than this comes through the haze, no more is brought back: higher keeps noise and blocks out of the distance, lower clears it farther.</source>
        <translation>Wo weniger Licht durch den Dunst dringt, wird nicht weiter verstärkt: Höhere Werte halten Rauschen und Blöcke aus der Ferne heraus, niedrigere klären weiter hinaus.</translation>
    </message>
    <message>
        <source>Where little light falls</source>
        <translation>Wo wenig Licht hinfällt</translation>
    </message>
    <message>
        <source>Where low light would raise noise</source>
        <translation>Wo „Wenig Licht“ das Rauschen anheben würde</translation>
    </message>
    <message>
        <source>Where networks are computed</source>
        <translation>Wo die Netze berechnet werden</translation>
    </message>
    <message>
        <source>Where noise is measured</source>
        <translation>Wo Rauschen gemessen wurde</translation>
    </message>
    <message>
        <source>Where the map has such values</source>
        <translation>Wo die Messkarte solche Werte hat</translation>
    </message>
    <message>
        <source>Where the map has this value, the mask begins.</source>
        <translation>Bei diesem Wert der Karte beginnt die Maske.</translation>
    </message>
    <message>
        <source>Where the map has this value, the mask is full.</source>
        <translation>Bei diesem Wert der Karte ist die Maske voll.</translation>
    </message>
    <message>
        <source>Where the photo has such a colour: a blue sky, skin, leaves</source>
        <translation>Wo das Foto diese Farbe hat: blauer Himmel, Haut, Laub</translation>
    </message>
    <message>
        <source>Where the photo is so light: shadows, highlights</source>
        <translation>Wo das Foto so hell ist: Tiefen, Lichter</translation>
    </message>
    <message>
        <source>Which edits should go on? The others are kept as a version of this photo.</source>
        <translation>Mit welcher Bearbeitung soll es weitergehen? Die andere wird als Version dieses Fotos gesichert.</translation>
    </message>
    <message>
        <source>Which network retouches: two that were trained on many photos, and the looks that you taught.</source>
        <translation>Welches Netz das Foto verbessert: zwei mit vielen Fotos trainierte, dazu die selbst trainierten Looks.</translation>
    </message>
    <message>
        <source>Which picture of the file is opened.</source>
        <translation>Welches Bild der Datei geöffnet wird.</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>Width of edges</source>
        <translation>Kantenbreite</translation>
    </message>
    <message>
        <source>Width of the brush, in long sides of the photo. Keys [ and ].</source>
        <translation>Breite des Pinsels, bezogen auf die lange Seite des Fotos. Tasten [ und ].</translation>
    </message>
    <message>
        <source>Width of the sharpest edges</source>
        <translation>Breite der schärfsten Kanten</translation>
    </message>
    <message>
        <source>Wiggle</source>
        <translation>Wackelbild</translation>
    </message>
    <message>
        <source>Without stars</source>
        <translation>Ohne Sterne</translation>
    </message>
    <message>
        <source>Write into the file&apos;s XMP history what was done: operations and their settings, networks, and the version of Pellucid. No names that you gave, and no times.</source>
        <translation>Schreibt in den XMP-Verlauf der Datei, was getan wurde: Schritte und ihre Einstellungen, Netze und die Version von Pellucid. Keine selbst vergebenen Namen und keine Zeiten.</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Your edit</source>
        <translation>Eigene Bearbeitung</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Zooms, at the pointer</source>
        <translation>Zoomt am Mauszeiger</translation>
    </message>
    <message>
        <source>a DDS texture</source>
        <translation>eine DDS-Textur</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>ein GIMP-Dokument</translation>
    </message>
    <message>
        <source>a Netpbm picture</source>
        <translation>ein Netpbm-Bild</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a PostScript document</source>
        <translation>ein PostScript-Dokument</translation>
    </message>
    <message>
        <source>a QOI picture</source>
        <translation>ein QOI-Bild</translation>
    </message>
    <message>
        <source>a Radiance HDR picture</source>
        <translation>ein Radiance-HDR-Bild</translation>
    </message>
    <message>
        <source>a Windows icon</source>
        <translation>ein Windows-Symbol</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a farbfeld picture</source>
        <translation>ein farbfeld-Bild</translation>
    </message>
    <message>
        <source>a list in it has the wrong length</source>
        <translation>eine Liste darin hat die falsche Länge</translation>
    </message>
    <message>
        <source>a local has the wrong form</source>
        <translation>eine Maskeneinstellung hat die falsche Form</translation>
    </message>
    <message>
        <source>a look</source>
        <translation>ein Look</translation>
    </message>
    <message>
        <source>a moment left</source>
        <translation>noch einen Moment</translation>
    </message>
    <message>
        <source>a name stands in it twice</source>
        <translation>ein Name kommt darin doppelt vor</translation>
    </message>
    <message>
        <source>a number in it is too large</source>
        <translation>eine Zahl darin ist zu groß</translation>
    </message>
    <message>
        <source>a part of it has the wrong form</source>
        <translation>ein Teil davon hat die falsche Form</translation>
    </message>
    <message>
        <source>a part of it has the wrong type</source>
        <translation>ein Teil davon hat die falsche Art</translation>
    </message>
    <message>
        <source>a part of it holds itself</source>
        <translation>ein Teil davon enthält sich selbst</translation>
    </message>
    <message>
        <source>a part of it is damaged</source>
        <translation>ein Teil davon ist beschädigt</translation>
    </message>
    <message>
        <source>a part of it is no list</source>
        <translation>ein Teil davon ist keine Liste</translation>
    </message>
    <message>
        <source>a preset</source>
        <translation>eine Vorgabe</translation>
    </message>
    <message>
        <source>a step has the wrong form</source>
        <translation>ein Schritt hat die falsche Form</translation>
    </message>
    <message>
        <source>a version</source>
        <translation>eine Version</translation>
    </message>
    <message>
        <source>a video or a picture of an unknown kind</source>
        <translation>ein Video oder ein Bild unbekannter Art</translation>
    </message>
    <message>
        <source>about {jpeg_quality} of 100</source>
        <translation>etwa {jpeg_quality} von 100</translation>
    </message>
    <message>
        <source>an OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>eine SVG-Zeichnung</translation>
    </message>
    <message>
        <source>an SVG drawing or another XML document</source>
        <translation>eine SVG-Zeichnung oder ein anderes XML-Dokument</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>camera RAW</source>
        <translation>Kamera-RAW</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grob</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>detail of colour</source>
        <translation>Farbdetails</translation>
    </message>
    <message>
        <source>entries of the history</source>
        <translation>Einträge des Verlaufs</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fein</translation>
    </message>
    <message>
        <source>fine detail</source>
        <translation>feinen Details</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>it cannot be opened: {error}</source>
        <translation>lässt sich nicht öffnen: {error}</translation>
    </message>
    <message>
        <source>it computed a wrong result</source>
        <translation>es lieferte ein falsches Ergebnis</translation>
    </message>
    <message>
        <source>it gave numbers that are not finite</source>
        <translation>es lieferte ungültige Zahlen</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is damaged or was made by something else</source>
        <translation>sie ist beschädigt oder stammt aus einem anderen Programm</translation>
    </message>
    <message>
        <source>it ran out of memory</source>
        <translation>der Speicher reichte nicht</translation>
    </message>
    <message>
        <source>it stands for far too much</source>
        <translation>sie steht für viel zu viel</translation>
    </message>
    <message>
        <source>it was written by a newer Pellucid; update to open it</source>
        <translation>sie stammt aus einem neueren Pellucid; zum Öffnen aktualisieren</translation>
    </message>
    <message>
        <source>its links go round in a circle. Open the file itself</source>
        <translation>die Verknüpfungen verweisen im Kreis. Die Datei selbst öffnen</translation>
    </message>
    <message>
        <source>left and right view</source>
        <translation>linke und rechte Ansicht</translation>
    </message>
    <message>
        <source>levels</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>maker note</source>
        <translation>Herstellernotiz</translation>
    </message>
    <message>
        <source>near; look whether it is near enough</source>
        <translation>nah dran; ob es reicht, zeigt der Vergleich</translation>
    </message>
    <message>
        <source>no grid of blocks</source>
        <translation>kein Blockraster</translation>
    </message>
    <message>
        <source>no {known} driver that works with this build was found</source>
        <translation>es wurde kein Treiber von {known} gefunden, der mit dieser Fassung arbeitet</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>not sharpened</source>
        <translation>ohne Schärfung</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>or drop it here. The photo itself is never changed.</source>
        <translation>oder hierher ziehen. Das Foto selbst wird nie verändert.</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>printer or screen</source>
        <translation>Druckers oder Monitors</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>quality about {quality}</source>
        <translation>Qualität etwa {quality}</translation>
    </message>
    <message>
        <source>quality {quality}</source>
        <translation>Qualität {quality}</translation>
    </message>
    <message>
        <source>reading it is not allowed. Change its permissions, or ask its owner</source>
        <translation>das Lesen ist nicht erlaubt. Die Zugriffsrechte ändern oder beim Besitzer nachfragen</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>sRGB</source>
        <translation>sRGB</translation>
    </message>
    <message>
        <source>screen</source>
        <translation>Monitors</translation>
    </message>
    <message>
        <source>sharpened for print</source>
        <translation>für den Druck geschärft</translation>
    </message>
    <message>
        <source>sharpened for screen</source>
        <translation>für den Bildschirm geschärft</translation>
    </message>
    <message>
        <source>still far. More pairs help, or pairs that were all edited in the same way.</source>
        <translation>noch weit entfernt. Mehr Paare helfen, oder Paare, die alle auf dieselbe Weise bearbeitet wurden.</translation>
    </message>
    <message>
        <source>swapped left and right</source>
        <translation>links und rechts vertauscht</translation>
    </message>
    <message>
        <source>taken away</source>
        <translation>entfernt</translation>
    </message>
    <message numerus="yes">
        <source>taken back from {count} photos</source>
        <translation><numerusform>bei {count} Foto zurückgenommen</numerusform><numerusform>bei {count} Fotos zurückgenommen</numerusform></translation>
    </message>
    <message>
        <source>the device “{wanted}” cannot be used: {reason}</source>
        <translation>das Gerät „{wanted}“ lässt sich nicht benutzen: {reason}</translation>
    </message>
    <message>
        <source>the difference can hardly be seen</source>
        <translation>der Unterschied ist kaum zu sehen</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
        <source>the disk reported an error. Copy it from a backup</source>
        <translation>der Datenträger meldet einen Fehler. Die Datei aus einer Sicherung kopieren</translation>
    </message>
    <message>
        <source>the file is far too long for edits</source>
        <translation>die Datei ist für eine Bearbeitung viel zu groß</translation>
    </message>
    <message>
        <source>the file would be larger than allowed</source>
        <translation>die Datei wäre größer als erlaubt</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>der Ordner existiert nicht</translation>
    </message>
    <message>
        <source>the history has no such position</source>
        <translation>der Verlauf hat diese Stelle nicht</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>the name is too long. Move it to a folder nearer to the root</source>
        <translation>der Name ist zu lang. Die Datei in einen höher gelegenen Ordner verschieben</translation>
    </message>
    <message>
        <source>the sizes differ: {before} before, {after} after</source>
        <translation>die Größen weichen ab: vorher {before}, nachher {after}</translation>
    </message>
    <message>
        <source>the two photos show different pictures</source>
        <translation>die beiden Fotos zeigen verschiedene Bilder</translation>
    </message>
    <message>
        <source>the {name} are no list</source>
        <translation>{name}: keine Liste</translation>
    </message>
    <message>
        <source>the {name} is no count</source>
        <translation>{name}: keine Anzahl</translation>
    </message>
    <message>
        <source>the {name} is not a text</source>
        <translation>{name}: kein Text</translation>
    </message>
    <message>
        <source>their checksum is wrong, so they were damaged or changed by hand</source>
        <translation>die Prüfsumme stimmt nicht, sie wurde also beschädigt oder von Hand geändert</translation>
    </message>
    <message>
        <source>their schema is unknown</source>
        <translation>ihr Schema ist unbekannt</translation>
    </message>
    <message>
        <source>there is no counterpart of that name</source>
        <translation>es gibt kein Gegenstück dieses Namens</translation>
    </message>
    <message>
        <source>there is no space left on the disk</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>there is no such file. Check its name and folder</source>
        <translation>diese Datei gibt es nicht. Name und Ordner prüfen</translation>
    </message>
    <message>
        <source>they were written by a newer Pellucid; update to open them</source>
        <translation>sie stammt aus einem neueren Pellucid; zum Öffnen aktualisieren</translation>
    </message>
    <message>
        <source>this build knows the CPU only</source>
        <translation>diese Fassung kennt nur den Prozessor</translation>
    </message>
    <message>
        <source>this machine has no Apple GPU that works with this build</source>
        <translation>dieser Computer hat keine Apple-GPU, die mit dieser Fassung arbeitet</translation>
    </message>
    <message>
        <source>under {number:.1f} MP</source>
        <translation>unter {number:.1f} MP</translation>
    </message>
    <message>
        <source>writing is not allowed there</source>
        <translation>das Schreiben ist dort nicht erlaubt</translation>
    </message>
    <message>
        <source>your quota of disk space is used up</source>
        <translation>das zugeteilte Speicherkontingent ist erschöpft</translation>
    </message>
    <message>
        <source>{bit_depth}-bit {color}</source>
        <translation>{bit_depth} Bit {color}</translation>
    </message>
    <message>
        <source>{count:.1f} million weights</source>
        <translation>{count:.1f} Millionen Gewichte</translation>
    </message>
    <message>
        <source>{count} exports are chosen.</source>
        <translation>{count} Exporte sind ausgewählt.</translation>
    </message>
    <message numerus="yes">
        <source>{count} exports are not finished.</source>
        <translation><numerusform>Ein Export ist noch nicht fertig.</numerusform><numerusform>{count} Exporte sind noch nicht fertig.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} masks</source>
        <translation><numerusform>{count} Maske</numerusform><numerusform>{count} Masken</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} other photos</source>
        <translation><numerusform>{count} weiteres Foto</numerusform><numerusform>{count} weitere Fotos</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} pairs were left out</source>
        <translation><numerusform>{count} Paar wurde ausgelassen</numerusform><numerusform>{count} Paare wurden ausgelassen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} photos</source>
        <translation><numerusform>{count} Foto</numerusform><numerusform>{count} Fotos</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} photos changed</source>
        <translation><numerusform>{count} Foto geändert</numerusform><numerusform>{count} Fotos geändert</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} photos could not be changed</source>
        <translation><numerusform>{count} Foto ließ sich nicht ändern</numerusform><numerusform>{count} Fotos ließen sich nicht ändern</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} photos edited since stay as they are</source>
        <translation><numerusform>{count} seitdem bearbeitetes Foto bleibt unverändert</numerusform><numerusform>{count} seitdem bearbeitete Fotos bleiben unverändert</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} photos had them already</source>
        <translation><numerusform>{count} Foto hatte sie bereits</numerusform><numerusform>{count} Fotos hatten sie bereits</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} points</source>
        <translation><numerusform>{count} Punkt</numerusform><numerusform>{count} Punkte</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} rejected photos stay out. To export them as well, select them and choose Export.</source>
        <translation><numerusform>{count} abgelehntes Foto wird nicht exportiert. Soll es mit: auswählen und „Exportieren“ nehmen.</numerusform><numerusform>{count} abgelehnte Fotos werden nicht exportiert. Sollen sie mit: auswählen und „Exportieren“ nehmen.</numerusform></translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>{count} settings</source>
        <translation><numerusform>{count} Einstellung</numerusform><numerusform>{count} Einstellungen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} stars</source>
        <translation><numerusform>{count} Stern</numerusform><numerusform>{count} Sterne</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>{count} strokes</source>
        <translation><numerusform>{count} Strich</numerusform><numerusform>{count} Striche</numerusform></translation>
    </message>
    <message>
        <source>{count} to export</source>
        <translation>{count} zu exportieren</translation>
    </message>
    <message>
        <source>{count} to export, paused</source>
        <translation>{count} zu exportieren, angehalten</translation>
    </message>
    <message>
        <source>{depth} bits cannot be written. Choose 8 or 16.</source>
        <translation>{depth} Bit lassen sich nicht schreiben. 8 oder 16 wählen.</translation>
    </message>
    <message>
        <source>{device} is not used: {reason}</source>
        <translation>{device} wird nicht verwendet: {reason}</translation>
    </message>
    <message>
        <source>{done} exported</source>
        <translation>{done} exportiert</translation>
    </message>
    <message>
        <source>{edited_as}: another window saves its edits all the time, so they were not changed.</source>
        <translation>{edited_as}: Ein anderes Fenster sichert laufend seine Bearbeitung, daher wurde nichts geändert.</translation>
    </message>
    <message>
        <source>{error} They stay in that file; if you edit this photo, they are kept under another name.</source>
        <translation>{error} Diese Datei bleibt bestehen; wird das Foto bearbeitet, wird sie unter einem anderen Namen gesichert.</translation>
    </message>
    <message>
        <source>{export}, {waiting} more</source>
        <translation>{export}, {waiting} weitere</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{failed} of {count} exports failed. </source>
        <translation>{failed} von {count} Exporten sind fehlgeschlagen. </translation>
    </message>
    <message>
        <source>{file}: a mask is a gray picture, and this one has colours.</source>
        <translation>{file}: Eine Maske ist ein Graubild, dieses hat Farben.</translation>
    </message>
    <message>
        <source>{file}: another program has changed the rating or the metadata of this photo meanwhile, so nothing was written. Look at it and rate it again.</source>
        <translation>{file}: Ein anderes Programm hat inzwischen Bewertung oder Metadaten dieses Fotos geändert, daher wurde nichts geschrieben. Nachsehen und erneut bewerten.</translation>
    </message>
    <message>
        <source>{file}: cannot be read: {reason}.</source>
        <translation>{file}: lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{file}: is no look that Pellucid exported, or is damaged: {error}.</source>
        <translation>{file}: ist kein von Pellucid exportierter Look oder ist beschädigt: {error}.</translation>
    </message>
    <message>
        <source>{file}: the picture of the clipboard cannot be kept there.</source>
        <translation>{file}: Das Bild aus der Zwischenablage lässt sich dort nicht ablegen.</translation>
    </message>
    <message>
        <source>{file}: this file cannot be read, so no rating was written into it. Move it away.</source>
        <translation>{file}: Diese Datei lässt sich nicht lesen, daher wurde keine Bewertung hineingeschrieben. Die Datei woandershin verschieben.</translation>
    </message>
    <message>
        <source>{file}: this is no XMP that can be understood, so no rating was written into it. Move it away.</source>
        <translation>{file}: Dies ist kein verständliches XMP, daher wurde keine Bewertung hineingeschrieben. Die Datei woandershin verschieben.</translation>
    </message>
    <message>
        <source>{finding} No step was shown to help, so it is left.</source>
        <translation>{finding} Dagegen hilft nachweislich kein Schritt; es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>{finding} {operation} takes it away.</source>
        <translation>{finding} „{operation}“ behebt das.</translation>
    </message>
    <message>
        <source>{finding}: {operation} was set already and stays as it is.</source>
        <translation>{finding}: „{operation}“ war bereits eingestellt und bleibt unverändert.</translation>
    </message>
    <message>
        <source>{folder}: cannot be listed: {reason}.</source>
        <translation>{folder}: lässt sich nicht auflisten: {reason}.</translation>
    </message>
    <message>
        <source>{folder}: cannot be made, because {reason}.</source>
        <translation>{folder}: lässt sich nicht anlegen: {reason}.</translation>
    </message>
    <message>
        <source>{folder}: the folder cannot be read: {reason}.</source>
        <translation>{folder}: Der Ordner lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{folder}: there is no photo in this folder.</source>
        <translation>{folder}: In diesem Ordner ist kein Foto.</translation>
    </message>
    <message>
        <source>{formats} and {last}</source>
        <translation>{formats} und {last}</translation>
    </message>
    <message>
        <source>{format} has 8 bits</source>
        <translation>{format} hat 8 Bit</translation>
    </message>
    <message>
        <source>{format}, both views</source>
        <translation>{format}, beide Ansichten</translation>
    </message>
    <message>
        <source>{format}, the left view</source>
        <translation>{format}, linke Ansicht</translation>
    </message>
    <message>
        <source>{format}, the right view</source>
        <translation>{format}, rechte Ansicht</translation>
    </message>
    <message>
        <source>{format}, {file_bytes:.1f} MB</source>
        <translation>{format}, {file_bytes:.1f} MB</translation>
    </message>
    <message>
        <source>{format}: this is no format to export to. Choose one of {known}.</source>
        <translation>{format}: In dieses Format lässt sich nicht exportieren. Eines von {known} wählen.</translation>
    </message>
    <message>
        <source>{hours:.1f} h left</source>
        <translation>noch {hours:.1f} h</translation>
    </message>
    <message>
        <source>{label}, number</source>
        <translation>{label}, Zahl</translation>
    </message>
    <message>
        <source>{label}: {done} of {wanted} photos</source>
        <translation>{label}: {done} von {wanted} Fotos</translation>
    </message>
    <message>
        <source>{low} to {high}; x*1.2 multiplies the present value</source>
        <translation>{low} bis {high}; x*1,2 multipliziert den jetzigen Wert</translation>
    </message>
    <message>
        <source>{mark} rejected</source>
        <translation>{mark} abgelehnt</translation>
    </message>
    <message>
        <source>{minutes:.0f} min left</source>
        <translation>noch {minutes:.0f} min</translation>
    </message>
    <message>
        <source>{name} beside the photo cannot be read; its metadata are not used.</source>
        <translation>{name} neben dem Foto lässt sich nicht lesen; die Metadaten darin werden nicht verwendet.</translation>
    </message>
    <message>
        <source>{name} says that the photo is turned, but the photo itself does not.</source>
        <translation>Laut {name} ist das Foto gedreht, laut dem Foto selbst nicht.</translation>
    </message>
    <message>
        <source>{name} stopped working, so the CPU is used until Pellucid is started again: {reason}</source>
        <translation>{name} arbeitet nicht mehr, daher wird bis zum nächsten Start von Pellucid der Prozessor verwendet: {reason}</translation>
    </message>
    <message>
        <source>{name} the photo&apos;s name, {date} and {time} when it was taken, {number} counting up ({number:4} with four digits), {version} the name of the version</source>
        <translation>{name} Name des Fotos, {date} und {time} Aufnahmezeit, {number} laufende Nummer ({number:4} vierstellig), {version} Name der Version</translation>
    </message>
    <message>
        <source>{name} were left out, because WebP has no place for them.</source>
        <translation>{name} wurden weggelassen, weil WebP keinen Platz dafür hat.</translation>
    </message>
    <message>
        <source>{number:.0f} MP</source>
        <translation>{number:.0f} MP</translation>
    </message>
    <message>
        <source>{number:.1f} MP</source>
        <translation>{number:.1f} MP</translation>
    </message>
    <message>
        <source>{operations} or {last}</source>
        <translation>{operations} oder {last}</translation>
    </message>
    <message>
        <source>{parent}: the folder for edits cannot be made.</source>
        <translation>{parent}: Der Ordner für die Bearbeitung lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>{parent}: the folder for unsaved edits cannot be made.</source>
        <translation>{parent}: Der Ordner für ungesicherte Bearbeitungen lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>{part} of “{mask}”</source>
        <translation>{part} von „{mask}“</translation>
    </message>
    <message>
        <source>{path}: This export preset cannot be read: {refused}.</source>
        <translation>{path}: Diese Exportvorgabe lässt sich nicht lesen: {refused}.</translation>
    </message>
    <message>
        <source>{path}: cannot be deleted, because {reason}.</source>
        <translation>{path}: lässt sich nicht löschen: {reason}.</translation>
    </message>
    <message>
        <source>{path}: cannot be opened, because {reason}.</source>
        <translation>{path}: lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>{path}: cannot be read: {reason}. Choose another profile.</source>
        <translation>{path}: lässt sich nicht lesen: {reason}. Ein anderes Profil wählen.</translation>
    </message>
    <message>
        <source>{path}: cannot be removed, because {reason}.</source>
        <translation>{path}: lässt sich nicht entfernen: {reason}.</translation>
    </message>
    <message>
        <source>{path}: cannot be written, because {reason}.</source>
        <translation>{path}: lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{path}: is no ICC profile of a {kind}. Choose another file, mostly .icc or .icm.</source>
        <translation>{path}: ist kein ICC-Profil eines {kind}. Eine andere Datei wählen, meist .icc oder .icm.</translation>
    </message>
    <message>
        <source>{path}: its colours are stored as {name}. Convert it to RGB first.</source>
        <translation>{path}: Die Farben sind als {name} gespeichert. Zuerst in RGB umwandeln.</translation>
    </message>
    <message>
        <source>{path}: its colours are stored in a rare depth. Convert it to RGB first.</source>
        <translation>{path}: Die Farben sind in einer seltenen Farbtiefe gespeichert. Zuerst in RGB umwandeln.</translation>
    </message>
    <message>
        <source>{path}: its eyes do not stand side by side at full size, which is all that Pellucid reads. Convert it to MPO first.</source>
        <translation>{path}: Die Ansichten stehen nicht in voller Größe nebeneinander; nur das kann Pellucid lesen. Zuerst in MPO umwandeln.</translation>
    </message>
    <message>
        <source>{path}: its metadata unpack to far more than is sensible. Remove them first.</source>
        <translation>{path}: Die Metadaten sind entpackt viel zu groß. Zuerst entfernen.</translation>
    </message>
    <message>
        <source>{path}: its two eyes differ in size. Get a fresh copy of it.</source>
        <translation>{path}: Die beiden Ansichten sind verschieden groß. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: one column of pixels has no place for two eyes.</source>
        <translation>{path}: Eine einzige Pixelspalte bietet keinen Platz für zwei Ansichten.</translation>
    </message>
    <message>
        <source>{path}: the RAW file is damaged or cut short. Get a fresh copy of it.</source>
        <translation>{path}: Die RAW-Datei ist beschädigt oder unvollständig. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: the colours of this JPEG XL are inks. Convert it to RGB first.</source>
        <translation>{path}: Die Farben dieser JPEG-XL-Datei sind Druckfarben. Zuerst in RGB umwandeln.</translation>
    </message>
    <message>
        <source>{path}: the disk reported an error. Copy the file from a backup.</source>
        <translation>{path}: Der Datenträger meldet einen Fehler. Die Datei aus einer Sicherung kopieren.</translation>
    </message>
    <message>
        <source>{path}: the edits cannot be read: it is not a regular file.</source>
        <translation>{path}: Die Bearbeitung lässt sich nicht lesen: keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>{path}: the edits cannot be read: {reason}.</source>
        <translation>{path}: Die Bearbeitung lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{path}: the eyes of an {container} are two pictures, so there is no order to choose.</source>
        <translation>{path}: Die Ansichten einer {container}-Datei sind zwei Bilder, eine Reihenfolge lässt sich nicht wählen.</translation>
    </message>
    <message>
        <source>{path}: the file changed on the disk since it was opened. Open it again first.</source>
        <translation>{path}: Die Datei hat sich seit dem Öffnen geändert. Zuerst neu öffnen.</translation>
    </message>
    <message>
        <source>{path}: the file has far more scans than any photo needs. Convert it first.</source>
        <translation>{path}: Die Datei hat weit mehr Durchgänge, als ein Foto braucht. Zuerst umwandeln.</translation>
    </message>
    <message numerus="yes">
        <source>{path}: the file has {count} pictures, so there is no number {page}. Choose another.</source>
        <translation><numerusform>{path}: Die Datei hat {count} Bild, eine Nummer {page} gibt es nicht. Eine andere wählen.</numerusform><numerusform>{path}: Die Datei hat {count} Bilder, eine Nummer {page} gibt es nicht. Eine andere wählen.</numerusform></translation>
    </message>
    <message>
        <source>{path}: the file holds no picture. Get a fresh copy of it.</source>
        <translation>{path}: Die Datei enthält kein Bild. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: the file is damaged or cut short. Get a fresh copy of it.</source>
        <translation>{path}: Die Datei ist beschädigt oder unvollständig. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: the file is empty. Get a fresh copy of it.</source>
        <translation>{path}: Die Datei ist leer. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: the file is far larger than its picture. Get a fresh copy of it.</source>
        <translation>{path}: Die Datei ist weit größer als ihr Bild. Eine frische Kopie besorgen.</translation>
    </message>
    <message>
        <source>{path}: the file uses a feature that Pellucid cannot read. Convert it first.</source>
        <translation>{path}: Die Datei nutzt eine Eigenschaft, die Pellucid nicht lesen kann. Zuerst umwandeln.</translation>
    </message>
    <message>
        <source>{path}: the look “{title}” cannot be read. {remedy}</source>
        <translation>{path}: Der Look „{title}“ lässt sich nicht lesen. {remedy}</translation>
    </message>
    <message>
        <source>{path}: the look “{title}” was changed or damaged. {remedy}</source>
        <translation>{path}: Der Look „{title}“ wurde verändert oder beschädigt. {remedy}</translation>
    </message>
    <message>
        <source>{path}: the look “{title}” was made by a newer Pellucid; update to use it.</source>
        <translation>{path}: Der Look „{title}“ stammt aus einem neueren Pellucid; er lässt sich nach einer Aktualisierung benutzen.</translation>
    </message>
    <message>
        <source>{path}: the network “{name}” is not installed. Install Pellucid again.</source>
        <translation>{path}: Das Netz „{name}“ ist nicht installiert. Pellucid neu installieren.</translation>
    </message>
    <message>
        <source>{path}: the photo has changed on the disk since this export was asked for, so it was not made. Open the photo again and export it.</source>
        <translation>{path}: Das Foto hat sich seit dem Exportauftrag geändert, daher wurde nicht exportiert. Das Foto neu öffnen und exportieren.</translation>
    </message>
    <message>
        <source>{path}: there is not enough memory for this picture. Close other programs and try again.</source>
        <translation>{path}: Für dieses Bild reicht der Arbeitsspeicher nicht. Andere Programme schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>{path}: this JPEG has {channels} colours. Convert it to RGB first.</source>
        <translation>{path}: Dieses JPEG hat {channels} Farbkanäle. Zuerst in RGB umwandeln.</translation>
    </message>
    <message>
        <source>{path}: this card of a network is damaged. Install Pellucid again.</source>
        <translation>{path}: Die Beschreibung dieses Netzes ist beschädigt. Pellucid neu installieren.</translation>
    </message>
    <message>
        <source>{path}: this is a device or a pipe, not a file. Choose a photo.</source>
        <translation>{path}: Dies ist ein Gerät oder eine Pipe, keine Datei. Ein Foto wählen.</translation>
    </message>
    <message>
        <source>{path}: this is a folder. Choose a photo in it.</source>
        <translation>{path}: Dies ist ein Ordner. Ein Foto darin wählen.</translation>
    </message>
    <message>
        <source>{path}: this is a stack of measurements, not a photo. Export one layer.</source>
        <translation>{path}: Dies ist ein Stapel von Messungen, kein Foto. Eine einzelne Ebene exportieren.</translation>
    </message>
    <message>
        <source>{path}: this is a {unreadable_kind}, which Pellucid cannot read. Convert it first.</source>
        <translation>{path}: Diese Art kann Pellucid nicht lesen ({unreadable_kind}). Zuerst umwandeln.</translation>
    </message>
    <message>
        <source>{path}: this is no valid file name. Check it.</source>
        <translation>{path}: Dies ist kein gültiger Dateiname. Bitte prüfen.</translation>
    </message>
    <message>
        <source>{path}: this is not a photo, or it is damaged. {opens}.</source>
        <translation>{path}: Dies ist kein Foto oder die Datei ist beschädigt. {opens}.</translation>
    </message>
    <message>
        <source>{path}: this kind of JPEG 2000 has channels that Pellucid cannot read. Convert it to TIFF.</source>
        <translation>{path}: Diese Art von JPEG 2000 hat Kanäle, die Pellucid nicht lesen kann. In TIFF umwandeln.</translation>
    </message>
    <message>
        <source>{path}: this look is damaged. Delete it under Looks, and import it again.</source>
        <translation>{path}: Dieser Look ist beschädigt. Unter „Looks“ löschen und erneut importieren.</translation>
    </message>
    <message>
        <source>{path}: this photo has one eye only. Open it together with the photo of the other eye.</source>
        <translation>{path}: Dieses Foto hat nur eine Ansicht. Zusammen mit dem Foto der anderen Ansicht öffnen.</translation>
    </message>
    <message>
        <source>{path}: this seems to be a RAW file of a camera that Pellucid does not know. Convert it to DNG or TIFF first.</source>
        <translation>{path}: Dies scheint die RAW-Datei einer Kamera zu sein, die Pellucid nicht kennt. Zuerst in DNG oder TIFF umwandeln.</translation>
    </message>
    <message>
        <source>{path}: this seems to be {foreign}. {opens}; convert it first.</source>
        <translation>{path}: Dies scheint {foreign} zu sein. {opens}; zuerst umwandeln.</translation>
    </message>
    <message>
        <source>{path}: {width} × {height} pixels are more than the limit of {max_pixels:,}. Raise the limit (--max-pixels) if you trust the file.</source>
        <translation>{path}: {width} × {height} Pixel überschreiten die Grenze von {max_pixels:,}. Die Grenze anheben (--max-pixels), wenn die Datei vertrauenswürdig ist.</translation>
    </message>
    <message>
        <source>{percent:.0f} %</source>
        <translation>{percent:.0f} %</translation>
    </message>
    <message>
        <source>{percent:.1f} %</source>
        <translation>{percent:.1f} %</translation>
    </message>
    <message>
        <source>{place}: {error} The photo opens without them.</source>
        <translation>{place}: {error} Das Foto wird ohne sie geöffnet.</translation>
    </message>
    <message>
        <source>{position} of {count}</source>
        <translation>{position} von {count}</translation>
    </message>
    <message>
        <source>{program} cannot be started. Choose another program.</source>
        <translation>{program} lässt sich nicht starten. Ein anderes Programm wählen.</translation>
    </message>
    <message>
        <source>{reason}. Try again or copy it elsewhere</source>
        <translation>{reason}. Erneut versuchen oder die Datei an einen anderen Ort kopieren</translation>
    </message>
    <message>
        <source>{right}: an order is for two eyes in one picture, not for two files.</source>
        <translation>{right}: Eine Reihenfolge gibt es bei zwei Ansichten in einem Bild, nicht bei zwei Dateien.</translation>
    </message>
    <message>
        <source>{right}: has {wide} pixels, but the left eye&apos;s photo has {left}. Choose two photos of the same size.</source>
        <translation>{right}: hat {wide} Pixel, das Foto der linken Ansicht aber {left}. Zwei Fotos gleicher Größe wählen.</translation>
    </message>
    <message>
        <source>{root}: the networks are not installed. Install Pellucid again.</source>
        <translation>{root}: Die Netze sind nicht installiert. Pellucid neu installieren.</translation>
    </message>
    <message>
        <source>{seconds:.0f} s left</source>
        <translation>noch {seconds:.0f} s</translation>
    </message>
    <message>
        <source>{sentence}

Export all the same?</source>
        <translation>{sentence}

Trotzdem exportieren?</translation>
    </message>
    <message>
        <source>{severity:.0%} of the scale</source>
        <translation>{severity:.0%} der Skala</translation>
    </message>
    <message>
        <source>{share:.1f} %</source>
        <translation>{share:.1f} %</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels are at the bright end of {name}.</source>
        <translation>{share:.1f} % der Pixel liegen am hellen Ende von {name}.</translation>
    </message>
    <message>
        <source>{share:.1f} % of the pixels are at the dark end of {name}.</source>
        <translation>{share:.1f} % der Pixel liegen am dunklen Ende von {name}.</translation>
    </message>
    <message>
        <source>{share} of the {what} along edges was taken away; the rest is noise.</source>
        <translation>An den Kanten wurden {share} der {what} entfernt; alles Übrige ist Rauschen.</translation>
    </message>
    <message>
        <source>{shown} belongs to {names}, which would be left without it.</source>
        <translation>{shown} gehört zu {names} und ginge dort verloren.</translation>
    </message>
    <message>
        <source>{shown} cannot be given away: {taken}.</source>
        <translation>{shown} ist fest vergeben: {taken}.</translation>
    </message>
    <message>
        <source>{shown} is free.</source>
        <translation>{shown} ist frei.</translation>
    </message>
    <message>
        <source>{skipped} of {count} photos are left out: their files are there already.</source>
        <translation>{skipped} von {count} Fotos wurden ausgelassen: die Dateien sind bereits vorhanden.</translation>
    </message>
    <message>
        <source>{stops:+.2f} EV</source>
        <translation>{stops:+.2f} EV</translation>
    </message>
    <message>
        <source>{stops:.1f} stops too dark.</source>
        <translation>{stops:.1f} Blendenstufen zu dunkel.</translation>
    </message>
    <message>
        <source>{target}: Pellucid reads this format but does not write it. Use .tif or .jpg.</source>
        <translation>{target}: Pellucid liest dieses Format, schreibt es aber nicht. .tif oder .jpg verwenden.</translation>
    </message>
    <message>
        <source>{target}: a stereo photo is neither turned by a quarter nor tilted, because its eyes would not lie beside each other any more. Take that back, or export one eye as .jpg, .png, .tif or .webp.</source>
        <translation>{target}: Ein Stereofoto wird weder um 90° gedreht noch geneigt, weil seine Ansichten dann nicht mehr nebeneinander lägen. Das zurücknehmen oder eine Ansicht als .jpg, .png, .tif oder .webp exportieren.</translation>
    </message>
    <message>
        <source>{target}: both eyes go into one file as .mpo, .jps or .pns. Choose such a name.</source>
        <translation>{target}: Beide Ansichten passen als .mpo, .jps oder .pns in eine Datei. Einen solchen Namen wählen.</translation>
    </message>
    <message>
        <source>{target}: the file exists already. Allow overwriting (--force) or choose another name.</source>
        <translation>{target}: Die Datei ist bereits vorhanden. Das Überschreiben erlauben (--force) oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{target}: the name does not tell the format. End it with .jpg, .png, .tif or .webp.</source>
        <translation>{target}: Der Name verrät das Dateiformat nicht. Mit .jpg, .png, .tif oder .webp enden lassen.</translation>
    </message>
    <message>
        <source>{target}: the photo has {width} × {height} pixels, but {target_format} holds {longest_side_px:,} a side. Export it as TIFF or PNG.</source>
        <translation>{target}: Das Foto hat {width} × {height} Pixel, {target_format} fasst aber nur {longest_side_px:,} je Seite. Als TIFF oder PNG exportieren.</translation>
    </message>
    <message>
        <source>{target}: the two eyes differ in colour profile, depth or transparency, so they cannot share one picture. Choose a profile for both, or export them as .mpo.</source>
        <translation>{target}: Die beiden Ansichten unterscheiden sich in Farbprofil, Farbtiefe oder Transparenz und passen nicht in ein Bild. Ein Profil für beide wählen oder als .mpo exportieren.</translation>
    </message>
    <message>
        <source>{target}: this is the photo itself, which Pellucid never overwrites. Choose another name.</source>
        <translation>{target}: Dies ist das Foto selbst, das Pellucid nie überschreibt. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{target}: this photo has one eye only, and the format is for two. End the name with .jpg, .png, .tif or .webp.</source>
        <translation>{target}: Dieses Foto hat nur eine Ansicht, das Format ist für zwei. Den Namen mit .jpg, .png, .tif oder .webp enden lassen.</translation>
    </message>
    <message>
        <source>{target}: {target_format} holds 8 bits only. Choose TIFF or PNG for 16 bits.</source>
        <translation>{target}: {target_format} fasst nur 8 Bit. Für 16 Bit TIFF oder PNG wählen.</translation>
    </message>
    <message>
        <source>{title} as it is in the unedited photo.</source>
        <translation>{title} wie im unbearbeiteten Foto.</translation>
    </message>
    <message>
        <source>{title} fade</source>
        <translation>{title}, Auslauf</translation>
    </message>
    <message>
        <source>{title} from</source>
        <translation>{title} von</translation>
    </message>
    <message>
        <source>{title} from {low:g} to {high:g} {unit}</source>
        <translation>{title} von {low:g} bis {high:g} {unit}</translation>
    </message>
    <message>
        <source>{title} in masks</source>
        <translation>{title} in Masken</translation>
    </message>
    <message>
        <source>{title} in “{mask}”</source>
        <translation>{title} in „{mask}“</translation>
    </message>
    <message>
        <source>{title} off</source>
        <translation>{title} aus</translation>
    </message>
    <message>
        <source>{title} on</source>
        <translation>{title} ein</translation>
    </message>
    <message>
        <source>{title} to</source>
        <translation>{title} bis</translation>
    </message>
    <message>
        <source>{title}: several settings</source>
        <translation>{title}: mehrere Einstellungen</translation>
    </message>
    <message>
        <source>{title}: {setting} {before} → {after}</source>
        <translation>{title}: {setting} {before} → {after}</translation>
    </message>
    <message>
        <source>{value:.1f} dB on {data_set}, {date}</source>
        <translation>{value:.1f} dB auf {data_set}, {date}</translation>
    </message>
    <message>
        <source>{value} (not installed)</source>
        <translation>{value} (nicht installiert)</translation>
    </message>
    <message>
        <source>{weights}: some weights are not numbers. {remedy}</source>
        <translation>{weights}: Einige Gewichte sind keine Zahlen. {remedy}</translation>
    </message>
    <message>
        <source>{weights}: the weights of {title} are missing. {remedy}</source>
        <translation>{weights}: Die Gewichte von {title} fehlen. {remedy}</translation>
    </message>
    <message>
        <source>{weights}: the weights of {title} cannot be read. {remedy}</source>
        <translation>{weights}: Die Gewichte von {title} lassen sich nicht lesen. {remedy}</translation>
    </message>
    <message>
        <source>{weights}: the weights of {title} have the wrong length. {remedy}</source>
        <translation>{weights}: Die Gewichte von {title} haben die falsche Länge. {remedy}</translation>
    </message>
    <message>
        <source>{weights}: the weights of {title} were changed or damaged. {remedy}</source>
        <translation>{weights}: Die Gewichte von {title} wurden verändert oder beschädigt. {remedy}</translation>
    </message>
    <message>
        <source>{weights}: these are not the weights of {title}. {remedy}</source>
        <translation>{weights}: Dies sind nicht die Gewichte von {title}. {remedy}</translation>
    </message>
    <message>
        <source>{what} needs a name of 1 to {most} letters.</source>
        <translation>{what} braucht einen Namen mit 1 bis {most} Zeichen.</translation>
    </message>
    <message>
        <source>{width:.2f} px</source>
        <translation>{width:.2f} px</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>{width} × {height} · {megapixels}</source>
        <translation>{width} × {height} · {megapixels}</translation>
    </message>
    <message>
        <source>{words}, the right view in {partner}</source>
        <translation>{words}, rechte Ansicht in {partner}</translation>
    </message>
    <message>
        <source>{words}, {hidden} hidden</source>
        <translation>{words}, {hidden} ausgeblendet</translation>
    </message>
    <message>
        <source>σ {sigma:.1f} levels</source>
        <translation>σ {sigma:.1f} Stufen</translation>
    </message>
    <message>
        <source>“{name}” has changed on the disk; this file was made of the photo as it was opened.</source>
        <translation>„{name}“ hat sich auf dem Datenträger geändert; diese Datei entstand aus dem Foto, wie es geöffnet wurde.</translation>
    </message>
    <message>
        <source>“{name}” has the wrong type</source>
        <translation>„{name}“ hat die falsche Art</translation>
    </message>
    <message>
        <source>“{name}” is already there. Replace it?</source>
        <translation>„{name}“ ist bereits vorhanden. Ersetzen?</translation>
    </message>
    <message>
        <source>“{name}” is back.</source>
        <translation>„{name}“ ist wieder da.</translation>
    </message>
    <message>
        <source>“{name}” is open in {program}. It is a copy; the photo stays.</source>
        <translation>„{name}“ ist in {program} geöffnet. Es ist eine Kopie; das Foto bleibt unverändert.</translation>
    </message>
    <message>
        <source>“{name}” is ready: drag it from Export to where you want it.</source>
        <translation>„{name}“ ist fertig: von „Exportieren“ an die gewünschte Stelle ziehen.</translation>
    </message>
    <message>
        <source>“{name}” is saved under Versions.</source>
        <translation>„{name}“ ist unter „Versionen“ gesichert.</translation>
    </message>
    <message>
        <source>“{name}” is the present state now.</source>
        <translation>„{name}“ entspricht jetzt dem aktuellen Stand.</translation>
    </message>
    <message>
        <source>“{name}” lies in {target}.</source>
        <translation>„{name}“ liegt in {target}.</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program. What you see is the photo as it was opened.</source>
        <translation>„{name}“ wurde von einem anderen Programm geändert. Zu sehen ist das Foto, wie es geöffnet wurde.</translation>
    </message>
    <message>
        <source>“{name}” was edited in another window as well.</source>
        <translation>„{name}“ wurde auch in einem anderen Fenster bearbeitet.</translation>
    </message>
    <message>
        <source>“{name}” was made with other settings of the file. It is shown with the present ones.</source>
        <translation>„{name}“ entstand mit anderen Einstellungen der Datei. Gezeigt wird es mit den jetzigen.</translation>
    </message>
    <message>
        <source>“{operation}” was written by a newer Pellucid</source>
        <translation>„{operation}“ stammt aus einem neueren Pellucid</translation>
    </message>
    <message>
        <source>“{text}” is no folder.</source>
        <translation>„{text}“ ist kein Ordner.</translation>
    </message>
    <message>
        <source>“{title}” goes for good. Photos edited with it keep their edits, but need it to be shown again.</source>
        <translation>„{title}“ wird endgültig gelöscht. Damit bearbeitete Fotos behalten ihre Bearbeitung, brauchen den Look aber, um wieder angezeigt zu werden.</translation>
    </message>
    <message>
        <source>“{title}” is deleted.</source>
        <translation>„{title}“ ist gelöscht.</translation>
    </message>
    <message>
        <source>“{title}” is installed.</source>
        <translation>„{title}“ ist installiert.</translation>
    </message>
    <message>
        <source>“{title}” is kept, and is a method of {operation} now.</source>
        <translation>„{title}“ ist gesichert und steht jetzt als Methode von „{operation}“ bereit.</translation>
    </message>
    <message>
        <source>“{title}” lies in {target}.</source>
        <translation>„{title}“ liegt in {target}.</translation>
    </message>
    <message>
        <source>“{wanted}” is no device; known are auto, cpu, cuda, cuda:N and mps</source>
        <translation>„{wanted}“ ist kein Gerät; bekannt sind auto, cpu, cuda, cuda:N und mps</translation>
    </message>
    <message>
        <source>★ or more</source>
        <translation>★ oder mehr</translation>
    </message>
    <message>
        <source>★★ or more</source>
        <translation>★★ oder mehr</translation>
    </message>
    <message>
        <source>★★★ or more</source>
        <translation>★★★ oder mehr</translation>
    </message>
    <message>
        <source>★★★★ or more</source>
        <translation>★★★★ oder mehr</translation>
    </message>
    <message>
        <source>✓ Done</source>
        <translation>✓ Erledigt</translation>
    </message>
    <message>
        <source>✓ Final (visible area)</source>
        <translation>✓ Endgültig (sichtbarer Bereich)</translation>
    </message>
</context>
</TS>

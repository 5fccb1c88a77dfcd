//! Words by which people are told that something did not work, and those that only look like it.
//!
//! Stems in lower case, language by language, parted by `|`: one text compresses better than a table and is searched as
//! fast. Evidence is what a word says, never whose word it is. The languages are English, Chinese,
//! Japanese, Korean, Spanish, Portuguese, Italian, French, German, Dutch, Russian, Polish, Turkish, Indonesian,
//! Vietnamese, Hindi, Arabic, Persian, Hebrew.

use unstuck_protocol::letters::lower;

/// Something did not work.
const FAILURE: &str = "error|fail|invalid|incorrect|went wrong|something wrong|denied|declined|rejected|refused|forbidden|unauthori|expired|unable to|could not|\
couldn't|cannot|can't|did not|didn't|was not|were not|not found|not allowed|not available|not completed|not sent|not saved|\
not supported|unavailable|unreachable|timed out|timeout|frozen|blocked|exceed|insufficient|unexpected|no longer|too many|\
interrupted|disconnected|already registered|already exist|already in use|already taken|already booked|\
错误|錯誤|失败|失敗|无法|無法|异常|異常|不能|超时|逾時|超時|过期|過期|限额|限額|上限|冻结|凍結|不足|出错|出錯|未能|没有响应|沒有回應|\
不正确|不正確|无效|無效|失效|出了点问题|未完成|未成功|不可用|拒绝|拒絕|被拒|已被|不存在|查无|查無|找不到|频繁|頻繁|繁忙|中断|中斷|已满|已滿|约满|額滿|超出|有误|有誤|无权|無權|不支持|不支援|\
エラー|できません|できなかった|ませんでした|無効|期限切れ|見つかりません|使用されて|使われて|正しくあり|超えて|切断|拒否|混み合|問題が発生|\
오류|실패|못했|없습니다|없어요|없음|만료|잘못|유효하지|지 않|끊|초과|도달|거부|차단|이미 사용|이미 등록|이미 존재|\
no se pudo|se perdió|no se ha podido|no pudimos|no hemos podido|no puede|no tienes acceso|no tienes permiso|inválid|caducad|expirad|fallo|falló|rechazad|agotad|interrumpid|bloquead|sin espacio|\
não foi|não pôde|não é possível|não consegui|não pode|falha|falhou|erro |deu errado|incorret|expirou|recusad|negad|esgotad|indisponível|\
impossibile|non è stato possibile|non riuscit|non riesc|non esegui|non risponde|nessuna risposta|scadut|non valid|rifiutat|negat|bloccat|esaurit|mancante|non autorizz|non disponib|\
erreur|échec|échou|impossible|n'a pas pu|n'a pas été|n'ont pas pu|ne peut pas|ne pouvons pas|n'arriv|mal passé|expiré|dépassé|refusé|introuvable|indisponible|interromp|bloqué|épuisé|plus de place|\
fehler|fehlgeschlagen|konnte nicht|konnten nicht|kann nicht|können nicht|nicht möglich|nicht gefunden|nicht erreichbar|nicht verfügbar|nicht erlaubt|ungültig|abgelaufen|abgelehnt|gescheitert|gesperrt|überschritten|zu viele|falsch|verweigert|unterbrochen|schief|bereits vergeben|bereits verwendet|\
fout|mislukt|kon niet|kan niet|konden niet|kunnen niet|ongeldig|onjuist|verlopen|geweigerd|geblokkeerd|niet gevonden|niet beschikbaar|niet bereikbaar|misgegaan|verbroken|\
ошибк|не удалось|не удаётся|не удается|не получилось|невозможно|нельзя|неверн|недейств|недоступ|истек|истёк|отклон|отказано|сбой|не найден|не отвеча|нет связи|нет доступа|превышен|заблокир|прерван|пошло не так|уже занят|\
błąd|błęd|nie udało|nie można|nie mogliśmy|nie powiod|nieprawidł|niepoprawn|wygas|odrzucon|niedostępn|przekrocz|zablokow|nie znalez|poszło nie tak|przerwan|\
hata|başarısız|amadı|emedi|amıyor|emiyor|geçersiz|yanlış|süresi doldu|reddedildi|engellendi|kilitlendi|aşıldı|yetersiz|izniniz yok|yetkiniz yok|ters gitti|\
gagal|kesalahan|tidak dapat|tidak bisa|tidak valid|kedaluwarsa|ditolak|\
lỗi|thất bại|không thể|không hợp lệ|hết hạn|từ chối|\
त्रुटि|विफल|नहीं हो|अमान्य|समाप्त हो|अस्वीकार|\
خطأ|فشل|تعذر|تعذّر|لم نتمكن|لم ي|لم ت|لا يمكن|غير صالح|غير صحيح|غير متاح|غير متوفر|غير مصرح|غير موجود|مسجل بالفعل|مستخدم بالفعل|موجود بالفعل|انتهت|مرفوض|محظور|يتعارض|تجاوز|انقطع|ليس لديك|\
خطا|ناموفق|امکان‌پذیر نیست|نشد|نامعتبر|منقضی|\
שגיאה|שגוי|נכשל|לא ניתן|לא הצלחנו|לא תקין|לא נמצא|לא זמין|אי אפשר|פג תוקף|נדחה|השתבש|נתפס|חסום|אין הרשאה|כבר בשימוש|כבר קיים";

/// Something may not have worked; two of these together did not.
const DOUBT: &str = "limit|offline|problem|wrong|not |n't |sorry|oops|retry|try again|already|permission|reached|lost|conflict|someone else|must |required|\
稍后|稍後|重试|重試|抱歉|应为|應為|重新|\
申し訳|すでに|既に|ありません|もう一度|죄송|이미|다시 시도|문의|\
lo sentimos| ya | no | sin |inténtal|intenta|desculpe| já | não | ops|tente | sem |encerrad|spiacenti| già | non |riprova|tropp|désolé|déjà| oups|réessay| pas |\
leider|nicht | kein|bereits|erneut|noch einmal| muss |helaas| niet | geen |probeer|\
к сожалению| уже | не | нет |ещё раз|попробуйте|должн|niestety|nie |brak |już|spróbuj|üzgün|zaten|değil|tekrar|maaf|sudah|rất tiếc|đã được|पहले से|\
عذر|متأسف|مشكلة|يجب|بالفعل|لاحق|مرة أخرى|قبلا|מצטער|כבר|לא |אין |אופס";

/// A person is asked before something is done.
const QUESTION: &str = "are you sure|do you want|would you like|be undone|确定要|確定要|是否|确认要|確認要|本当に|よろしいですか|ますか|하시겠습니까|할까요|\
está seguro|estás seguro|desea |quieres |tem certeza|deseja |sei sicuro|vuoi |êtes-vous sûr|voulez-vous|souhaitez-vous|\
sind sie sicher|möchten sie|möchtest du|weet je zeker|weet u zeker|вы уверены|вы действительно|хотите|czy na pewno|czy chcesz|\
emin misiniz|geri alınamaz|apakah anda|bạn có chắc|bạn có muốn|क्या आप|هل أنت متأكد|هل تريد|آیا |האם";

/// It worked.
const FINE: &str = "success|saved|成功|已保存|已儲存|con éxito|correctamente|com sucesso|con successo|avec succès|erfolgreich|gelukt|\
успешно|pomyślnie|başarıyla|berhasil|thành công|सफल|بنجاح|موفقیت|בהצלחה";

/// It works again, in words that may tell of what had failed.
const RESOLVED: &str = "been resolved|are resolved|is resolved|were resolved|was resolved|been fixed|is fixed|are fixed|back online|working again|back to normal|\
已解决|已解決|已修复|已修復|已恢复|已恢復|处理完毕|處理完畢|已处理|已處理|已解除|解消済|解消しました|解決しました|復旧しました|해결되었|해결되어|복구되었|\
hemos resuelto|se ha resuelto|se resolvió|foi resolvid|foram resolvid|è stato risolto|abbiamo risolto|di nuovo online|a été résolu|est résolu|sont résolu|a bien été|\
ist behoben|sind behoben|wurde behoben|wurden behoben|ist gelöst|wurde gelöst|is opgelost|zijn opgelost|is verholpen|устранен|исправлен|восстановлен|всё получилось|\
rozwiązano|został rozwiązany|naprawion|przywrócon|giderildi|çözüldü|düzeltildi|عولج| تم حل| تم إصلاح| تم قبول|טופלה|טופל |נפתר|תוקנ|אושרה";

/// What stands before these words and takes them back.
const NEGATION: &str = " not|n't| no| não| non| nicht| niet| не| nie| לא| لم";

/// Nothing is wrong, in words that speak of errors.
const NONE: &str = "no error|0 error|zero error|without error|no problem|no issue|問題ありません|没有错误|沒有錯誤|0 个错误|無錯誤|0 個錯誤|エラーはあり|\
0 件のエラー|오류가 없|오류 없|sin errores|0 errores|sem erros|0 erros|nessun errore|0 errori|aucune erreur|sans erreur|0 erreur|\
keine fehler|ohne fehler|0 fehler|geen fouten|0 fouten|без ошибок|ошибок нет|0 ошиб|bez błędów|0 błęd|hatasız|0 hata|\
tanpa kesalahan|không có lỗi|0 lỗi|بدون أخطاء|لا توجد أخطاء|0 أخطاء|بدون خطا|ללא שגיאות|אין שגיאות|0 שגיאות";

/// What a page says of itself, whatever happened.
const NOTICE: &str = "cookie|newsletter|scheduled maintenance|maintenance on|maintenance this|will be unavailable|隐私|隱私|个人信息保护|维护公告|維護公告|维护通知|メンテナンスのお知らせ|停止いたします|시스템 점검|쿠키|\
estará en pausa|privacidad|estará fechad|mantenimiento programado|manutenção programada|aggiornamento programmato|manutenzione programmata|datenschutz|geplante wartung|wartungsarbeiten|planifié|gepland onderhoud|плановые работы|график работы|planowane prace|przerwa techniczna|planlı bakım|bakım çalışması|ملفات تعريف الارتباط|صيانة مجدولة|עוגיות|עבודות תחזוקה";

/// Labels of a button by which one tries again.
const AGAIN: &str = "try again|retry|重试|重試|再试|再試|もう一度|再試行|다시 시도|reintentar|intentar de nuevo|tentar novamente|riprova|\
réessayer|erneut|noch einmal|nochmal|opnieuw|повтор|ещё раз|ponów|spróbuj ponownie|tekrar dene|yeniden dene|coba lagi|thử lại|\
पुनः प्रयास|أعد المحاولة|إعادة المحاولة|تلاش مجدد|נסה שוב";

/// What a text speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spoken {
    pub(crate) failure: bool,
    pub(crate) doubt: bool,
    pub(crate) question: bool,
    pub(crate) fine: bool,
    pub(crate) notice: bool,
}

/// Listens to a surface's words; what stands in quotation marks is somebody else's.
pub(crate) fn spoken(text: &str) -> Spoken {
    let text = Text::of(&unquoted(text));
    let none = text.has(NONE) || text.affirms(RESOLVED);
    let doubts = DOUBT.split('|').filter(|stem| text.says(stem)).count();
    let failure = (text.has(FAILURE) || doubts > 1) && !none;
    Spoken {
        failure,
        doubt: doubts > 0,
        question: text.has(QUESTION),
        fine: none || !failure && text.has(FINE),
        notice: text.has(NOTICE),
    }
}

/// Whether a button's label offers to try again.
pub(crate) fn again(labels: &str) -> bool {
    Text::of(labels).has(AGAIN)
}

/// A text to be searched for many stems, nearly all of which it does not hold.
struct Text {
    words: String,
    /// Which pairs of bytes stand in it, by a number that few others have.
    pairs: [bool; 1024],
}

impl Text {
    /// In small letters, with a space before each word: a stem with one begins a word.
    fn of(text: &str) -> Self {
        let words = lower(&[" ", text].concat()).replace('’', "'").replace('\n', " ");
        let mut pairs = [false; 1024];
        words.as_bytes().windows(2).for_each(|pair| pairs[number(pair)] = true);
        Self { words, pairs }
    }

    fn has(&self, stems: &str) -> bool {
        stems.split('|').any(|stem| self.says(stem))
    }

    /// Whether it has one of these, and no negation just before it.
    fn affirms(&self, stems: &str) -> bool {
        let taken_back = |before: &str| NEGATION.split('|').any(|no| before.trim_end().ends_with(no));
        stems
            .split('|')
            .filter(|stem| self.says(stem))
            .any(|stem| self.words.split(stem).next().is_some_and(|before| !taken_back(before)))
    }

    fn says(&self, stem: &str) -> bool {
        stem.as_bytes().windows(2).all(|pair| self.pairs[number(pair)]) && self.words.contains(stem)
    }
}

fn number(pair: &[u8]) -> usize {
    (usize::from(pair[0]) * 37 + usize::from(pair[1])) % 1024
}

fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, opening)) = rest.char_indices().find(|(_, c)| "“„«「\"".contains(*c)) {
        let closing: &[char] = match opening {
            '„' => &['“', '”'],
            '«' => &['»'],
            '「' => &['」'],
            '"' => &['"'],
            _ => &['”'],
        };
        let within = &rest[at + opening.len_utf8()..];
        // What is opened and never closed is no quotation.
        let Some(end) = within.find(closing) else { break };
        out.push_str(&rest[..at]);
        rest = within[end..].trim_start_matches(closing);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{again, spoken};

    #[test]
    fn failures_are_heard_in_many_languages() {
        for text in [
            "Your card has expired.",
            "您的银行卡已过期",
            "提現失敗：帳戶已凍結",
            "保存できませんでした",
            "저장에 실패했습니다",
            "No se pudo guardar el documento",
            "Não foi possível enviar",
            "Impossibile salvare le modifiche",
            "L’enregistrement a échoué",
            "Die Datei konnte nicht gespeichert werden",
            "Opslaan is mislukt",
            "Не удалось сохранить изменения",
            "Nie udało się zapisać",
            "Kaydetme başarısız oldu",
            "Gagal menyimpan",
            "Không thể lưu thay đổi",
            "सहेजना विफल रहा",
            "تعذر حفظ التغييرات",
            "ذخیره ناموفق بود",
            "השמירה נכשלה. נסה שוב",
        ] {
            let heard = spoken(text);
            assert!(heard.failure && !heard.question && !heard.fine, "{text}");
        }
    }

    /// Two people wrote these texts, in sixteen languages; the second one knew nothing of the words here.
    #[test]
    fn what_the_pages_of_the_kits_say_is_heard_as_what_it_is() {
        let texts =
            unstuck_protocol::json::parse(include_bytes!("../../../tests/kits/texts.json")).expect("texts");
        for (language, kinds) in texts.as_object().expect("languages") {
            let heard = |kind: &str| {
                let part = |name: &str| kinds[kind][name].as_str().unwrap_or_default();
                spoken(&[part("title"), "\n", part("message"), " "].concat())
            };
            for kind in ["dialog", "toast", "alert"] {
                let heard = heard(kind);
                assert!(heard.failure && !heard.fine && !heard.notice, "{language} {kind}: {heard:?}");
            }
            for kind in ["success", "info", "cookie"] {
                let heard = heard(kind);
                assert!(!heard.failure || heard.notice, "{language} {kind}: {heard:?}");
            }
        }
    }

    #[test]
    fn good_news_and_questions_are_told_apart() {
        assert!(spoken("Import finished, 0 errors").fine);
        assert!(spoken("Your changes were saved").fine && !spoken("Your changes could not be saved").fine);
        assert!(spoken("转账成功").fine && !spoken("转账成功").failure);
        assert!(spoken("Are you sure you want to delete 12 photos?").question);
        assert!(spoken("هل أنت متأكد من حذف 12 صورة؟").question);
        assert!(!spoken("Version 2.4 brings dark mode and faster search.").failure);
    }

    #[test]
    fn a_quotation_is_not_the_surfaces_own_word() {
        assert!(!spoken("Results for “failed payment”").failure);
        assert!(!spoken("3 Ergebnisse für „Fehler“").failure);
        assert!(spoken("Could not open “notes.txt”").failure);
        assert!(spoken("„notes.txt“ konnte nicht geöffnet werden").failure, "what follows is its own word");
        assert!(spoken("Could not open \"notes").failure, "never closed");
    }

    #[test]
    fn what_is_there_already_is_a_doubt() {
        for text in [
            "This name is already here",
            "رقم الهاتف هذا مسجل بالفعل لحساب آخر.",
            "Adresse déjà utilisée",
            "הכתובת כבר רשומה",
        ] {
            assert!(spoken(text).doubt, "{text}");
        }
    }

    #[test]
    fn two_doubts_are_a_failure_and_what_is_mended_is_none() {
        assert!(spoken("Sorry, a problem came up.").failure && !spoken("A problem came up.").failure);
        assert!(spoken("Both failures from last night's run are resolved.").fine);
        assert!(!spoken("The name could not be resolved.").fine);
        assert!(spoken("We can’t reach the server").failure, "whatever the apostrophe");
        assert!(!spoken("casino shops").doubt, "within other words");
        assert!(spoken("Git will be unavailable on Sunday").notice);
    }

    /// Regressions: words of questions, notices and mended troubles that errors use as well.
    #[test]
    fn errors_that_sound_like_something_else_are_heard() {
        for text in [
            "복구할 수 없는 오류가 발생했습니다",
            "发生不可恢复的错误",
            "Ihr Konto wurde endgültig gesperrt",
            "Your scheduled payment was rejected",
            "Das Problem konnte nicht behoben werden",
            "The payment failed, and the problem has not been resolved",
            "No se ha resuelto el problema: error 12",
            "L'errore non è stato risolto",
            "Не удалось: сбой не устранен",
            "문제가 해결되지 않았습니다",
            "لم يتم حل المشكلة: فشل الاتصال",
            "네트워크 오류입니다. 연결을 점검해 주세요",
        ] {
            let heard = spoken(text);
            assert!(heard.failure && !heard.question && !heard.fine && !heard.notice, "{text}: {heard:?}");
        }
    }

    #[test]
    fn a_way_to_try_again_is_known() {
        assert!(again("Close\u{1e}Try again"));
        assert!(again("重试"));
        assert!(!again("Delete\u{1e}Cancel"));
    }
}

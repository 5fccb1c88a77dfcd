//! Words by which people are told that something did not work, and those that only look like it.
//!
//! Stems in lower case, language by language, parted by `|`: one text compresses better than a table and is searched as
//! fast. Evidence is what a word says, never whose word it is.

use unstuck_protocol::letters::lower;

/// Something did not work: English, Chinese, Japanese, Korean, Spanish, Portuguese, Italian, French, German, Dutch,
/// Russian, Polish, Turkish, Indonesian, Vietnamese, Hindi, Arabic, Persian, Hebrew.
const FAILURE: &str = "error|fail|invalid|went wrong|something wrong|incorrect|denied|declined|rejected|refused|expired|unable to|\
could not|couldn't|couldn’t|cannot|can't|can’t|did not|didn't|didn’t|was not|were not|not found|not allowed|not available|\
not completed|not sent|not saved|unavailable|timed out|timeout|frozen|blocked|exceed|insufficient|unexpected|no longer|already registered|already exist|already in use|already taken|\
错误|錯誤|失败|失敗|无法|無法|异常|異常|不能|超时|逾時|超時|过期|過期|限额|限額|上限|冻结|凍結|不足|出错|出錯|未能|没有响应|沒有回應|\
不正确|不正確|无效|無效|出了点问题|未完成|不可用|被拒|已被|不存在|\
エラー|できません|できなかった|できませんでした|失敗し|無効|期限切れ|見つかりません|\
오류|실패|못했|없습니다|만료|잘못|유효하지|\
no se pudo|no se ha podido|no pudimos|inválid|incorrect|caducad|fallo|falló|rechazad|denegad|agotado|\
não foi possível|não foi|não pôde|falha|falhou|erro |inválid|expirou|recusad|negad|\
errore|impossibile|non è stato possibile|non riuscit|scadut|non valid|rifiutat|\
erreur|échec|échou|impossible|n'a pas pu|n’a pas pu|n'a pas été|n’a pas été|expiré|refusé|invalide|\
fehler|fehlgeschlagen|konnte nicht|konnten nicht|kann nicht|nicht möglich|ungültig|abgelaufen|abgelehnt|gescheitert|\
fout|mislukt|kon niet|kan niet|ongeldig|verlopen|geweigerd|\
ошибк|не удалось|не удаётся|невозможно|неверн|недействит|истек|отклон|сбой|\
błąd|nie udało|nie można|nieprawidł|wygas|odrzucon|\
hata|başarısız|yapılamadı|edilemedi|geçersiz|süresi doldu|reddedildi|\
gagal|kesalahan|tidak dapat|tidak bisa|tidak valid|kedaluwarsa|ditolak|\
lỗi|thất bại|không thể|không hợp lệ|hết hạn|từ chối|\
त्रुटि|विफल|नहीं हो|अमान्य|समाप्त हो|अस्वीकार|\
خطأ|فشل|تعذر|تعذّر|لم يتم|لم تتم|لم ي|لم ت|لا يمكن|غير صالح|غير صحيح|مسجل بالفعل|مستخدم بالفعل|موجود بالفعل|انتهت صلاحية|انتهت مهلة|مرفوض|\
خطا|ناموفق|امکان‌پذیر نیست|نشد|نامعتبر|منقضی|\
שגיאה|נכשל|לא ניתן|לא הצלחנו|לא תקין|פג תוקף|נדחה";

/// Something may not have worked.
const DOUBT: &str = "limit|offline|problem|wrong|not |n't |n’t |sorry|oops|retry|try again|稍后|稍後|重试|重試|抱歉|\
申し訳|죄송|lo sentimos|desculpe|spiacenti|désolé|leider|nicht |kein|sorry|к сожалению|niestety|üzgün|maaf|rất tiếc|عذر|متأسف|מצטער|\
already|ya está|ya existe|já |già|déjà|bereits|уже|już|zaten|sudah|đã được|すでに|既に|이미|पहले से|بالفعل|قبلا|כבר";

/// A person is asked before something is done.
const QUESTION: &str = "are you sure|do you want|would you like|确定要|確定要|是否|确认要|確認要|本当に|よろしいですか|ますか|하시겠습니까|\
está seguro|estás seguro|desea |quieres |tem certeza|deseja |sei sicuro|vuoi |êtes-vous sûr|voulez-vous|souhaitez-vous|\
sind sie sicher|möchten sie|möchtest du|weet je zeker|weet u zeker|вы уверены|вы действительно|хотите|czy na pewno|czy chcesz|\
emin misiniz|apakah anda|bạn có chắc|bạn có muốn|क्या आप|هل أنت متأكد|هل تريد|آیا |האם";

/// It worked.
const FINE: &str = "success|saved|成功|已保存|已儲存|con éxito|correctamente|com sucesso|con successo|avec succès|erfolgreich|gelukt|\
успешно|pomyślnie|başarıyla|berhasil|thành công|सफल|بنجاح|موفقیت|בהצלחה";

/// Nothing is wrong, in words that speak of errors.
const NONE: &str = "no error|0 error|zero error|without error|no problem|no issue|没有错误|沒有錯誤|0 个错误|無錯誤|0 個錯誤|エラーはあり|\
0 件のエラー|오류가 없|오류 없|sin errores|0 errores|sem erros|0 erros|nessun errore|0 errori|aucune erreur|sans erreur|0 erreur|\
keine fehler|ohne fehler|0 fehler|geen fouten|0 fouten|без ошибок|ошибок нет|0 ошиб|bez błędów|0 błęd|hatasız|0 hata|\
tanpa kesalahan|không có lỗi|0 lỗi|بدون أخطاء|لا توجد أخطاء|0 أخطاء|بدون خطا|ללא שגיאות|אין שגיאות|0 שגיאות";

/// What a page says of itself, whatever happened.
const NOTICE: &str = "cookie|隐私|隱私|newsletter|ملفات تعريف الارتباط";

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
    let text = lower(&unquoted(text));
    let none = has(&text, NONE);
    let failure = has(&text, FAILURE) && !none;
    Spoken {
        failure,
        doubt: has(&text, DOUBT),
        question: has(&text, QUESTION),
        fine: none || !failure && has(&text, FINE),
        notice: has(&text, NOTICE),
    }
}

/// Whether a button's label offers to try again.
pub(crate) fn again(labels: &str) -> bool {
    has(&lower(labels), AGAIN)
}

fn has(text: &str, stems: &str) -> bool {
    stems.split('|').any(|stem| text.contains(stem))
}

fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut until = None;
    for c in text.chars() {
        match until {
            Some(end) if c == end => until = None,
            Some(_) => {}
            None => {
                until = match c {
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    '「' => Some('」'),
                    '"' => Some('"'),
                    _ => None,
                };
                if until.is_none() {
                    out.push(c);
                }
            }
        }
    }
    out
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
    fn a_way_to_try_again_is_known() {
        assert!(again("Close\u{1e}Try again"));
        assert!(again("重试"));
        assert!(!again("Delete\u{1e}Cancel"));
    }
}

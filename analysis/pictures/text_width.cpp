#include "analysis/pictures/text_width.hpp"

#include <array>
#include <cstdint>

#include "models/base/utf8.hpp"

namespace hotline {
namespace {

// Advance widths of DejaVu Sans 2.37, in thousandths of the font's size, rounded up.
constexpr char32_t kFirstOfAscii = 0x20;
constexpr std::array<std::uint16_t, 95> kAscii{
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361,  318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635,  611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353,  635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592,  525, 637, 337, 637, 838};
constexpr char32_t kFirstOfLatin1 = 0xa0;
constexpr std::array<std::uint16_t, 96> kLatin1{
    318, 401, 637, 637, 637, 637, 337, 500, 500, 1000, 472, 612, 838, 361, 1000, 500, 500, 838, 401, 401,
    500, 637, 637, 318, 500, 401, 472, 612, 970, 970,  970, 531, 685, 685, 685,  685, 685, 685, 975, 699,
    632, 632, 632, 632, 295, 295, 295, 295, 775, 749,  788, 788, 788, 788, 788,  838, 788, 732, 732, 732,
    732, 611, 605, 630, 613, 613, 613, 613, 613, 613,  982, 550, 616, 616, 616,  616, 278, 278, 278, 278,
    612, 634, 612, 612, 612, 612, 612, 838, 612, 634,  634, 634, 634, 592, 635,  592};
constexpr double kHebrew = 750;
constexpr double kArrowOrDash = 1000;  // general punctuation and arrows, except the rarest
constexpr double kOfOthers = 1250;     // the widest of Cyrillic, Arabic and Latin Extended, except digraphs

double thousandths(const Letter& letter) {
    if (letter.width() == 0) return 0;
    if (letter.code >= kFirstOfAscii && letter.code < kFirstOfAscii + kAscii.size())
        return kAscii[letter.code - kFirstOfAscii];
    if (letter.code >= kFirstOfLatin1 && letter.code < kFirstOfLatin1 + kLatin1.size())
        return kLatin1[letter.code - kFirstOfLatin1];
    if (letter.code >= 0x590 && letter.code < 0x600) return kHebrew;
    if (letter.code >= 0x2010 && letter.code < 0x2200 && letter.code != 0x2031) return kArrowOrDash;
    return kOfOthers;
}

}  // namespace

double text_width(std::string_view words, double size) {
    double width = 0;
    for (std::size_t at = 0; at < words.size();) {
        const Letter letter = letter_at(words, at);
        width += thousandths(letter) * size / 1000;
        at += letter.length;
    }
    return width;
}

std::string fitting(std::string_view words, double width, double size) {
    if (text_width(words, size) <= width) return std::string(words);
    const std::string_view dots = "…";
    double left = width - text_width(dots, size);
    std::size_t end = 0;
    while (end < words.size()) {
        const Letter letter = letter_at(words, end);
        left -= thousandths(letter) * size / 1000;
        if (left < 0) break;
        end += letter.length;
    }
    return std::string(words.substr(0, end)) + std::string(dots);
}

}  // namespace hotline

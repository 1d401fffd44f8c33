package guichet.tui.command;

import guichet.keystore.Setting;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(name = "config", subcommands = {ConfigGet.class, ConfigSet.class, ConfigList.class})
final class ConfigGroup {
    static Setting setting(String key) throws Failure {
        return Setting.byKey(key).orElseThrow(() -> new Failure(Exit.USAGE, "no-such-setting", key,
                Stream.of(Setting.values()).map(Setting::key).collect(Collectors.joining(", "))));
    }

    static void show(Setting setting, String value, Output out) {
        out.answer(
                new JsonLine().put("key", setting.key()).put("value", value).put("default", setting.preset()),
                "%-18s %-12s %s".formatted(setting.key(), value,
                        out.sentences().tell("setting." + setting.key())));
    }
}

<?php
// As much of WordPress as the plugin in docs/wordpress touches: hooks, options in a file, posts given on the command line.
//   php wordpress.php PLUGIN STATE ADDRESS KEY EVENT POST    EVENT: publish, change, draft, password, trash, delete, hour
[, $plugin, $state, $address, $key, $event, $json] = $argv;
define('GRIOT_ADDRESS', $address);
define('GRIOT_KEY', $key);
$hooks = [];
function add_action($name, $work, $priority = 10, $count = 1) { global $hooks; $hooks[$name][] = $work; }
function do_action($name, ...$with) { global $hooks; foreach ($hooks[$name] ?? [] as $work) $work(...$with); }
function register_activation_hook($file, $work) {}
function register_deactivation_hook($file, $work) {}
function options() { global $state; return is_file($state) ? unserialize(file_get_contents($state)) : []; }
function keep($options) { global $state; file_put_contents($state, serialize($options)); }
function get_option($name, $else = false) { return options()[$name] ?? $else; }
function update_option($name, $value, $autoload = null) { keep([$name => $value] + options()); }
function add_option($name, $value, $old = '', $autoload = null) { if (isset(options()[$name])) return false; update_option($name, $value); return true; }
function delete_option($name) { $all = options(); unset($all[$name]); keep($all); }
function wp_cache_delete($key, $group) {}
function esc_html($text) { return htmlspecialchars($text); }
function wp_is_post_revision($id) { return false; }
$wpdb = new class { public $options = 'wp_options'; function get_col($sql) { return array_values(array_filter(array_keys(options()), fn ($name) => str_starts_with($name, 'griot_waiting_'))); } };
function home_url($path) { return 'https://blog.example' . $path; }
function get_permalink($post) { return home_url('/' . $post->post_name); }
function get_the_author_meta($field, $author) { return $author; }
function apply_filters($name, $text) { return '<p>' . $text . '</p>'; }
function get_locale() { return 'fr_FR'; }
function get_bloginfo($field) { return 'Le blog'; }
function wp_get_post_tags($id, $with) { return ['fleuve']; }
function get_the_post_thumbnail_url($post, $size) { return false; }
function wp_json_encode($value) { return json_encode($value); }
function esc_xml($text) { return htmlspecialchars($text, ENT_XML1 | ENT_QUOTES); }
function wp_generate_uuid4() { return bin2hex(random_bytes(16)); }
function wp_remote_post($url, $with) {
    $headers = array_map(fn ($name) => "$name: {$with['headers'][$name]}", array_keys($with['headers']));
    $context = stream_context_create(['http' => ['method' => 'POST', 'header' => $headers, 'content' => $with['body'], 'ignore_errors' => true, 'timeout' => $with['timeout']]]);
    $body = @file_get_contents($url, false, $context);
    return $body === false ? null : [(int) explode(' ', $http_response_header[0])[1], $body];
}
function wp_remote_retrieve_response_code($answer) { return $answer[0] ?? ''; }
function wp_remote_retrieve_body($answer) { return $answer[1] ?? ''; }

require $plugin;
$post = (object) (json_decode($json, true) + ['post_type' => 'post', 'post_password' => '', 'guid' => 'https://blog.example/?p=7', 'post_date_gmt' => '2026-11-20 08:00:00', 'post_modified_gmt' => gmdate('Y-m-d H:i:s'), 'post_status' => 'publish']);
$draft = (object) (['post_status' => 'draft'] + (array) $post);
$public = clone $post;
switch ($event) {
    case 'publish': do_action('wp_after_insert_post', $post->ID, $post, false, $draft); break;
    case 'change': do_action('wp_after_insert_post', $post->ID, $post, true, $public); break;
    case 'draft': do_action('wp_after_insert_post', $post->ID, $draft, true, $draft); break;
    case 'password': $post->post_password = 'secret'; do_action('wp_after_insert_post', $post->ID, $post, true, $public); break;
    case 'trash': $post->post_status = 'trash'; do_action('wp_after_insert_post', $post->ID, $post, true, $public); break;
    case 'delete': do_action('before_delete_post', $post->ID, $post); break;
    case 'hour': do_action('griot_send'); break;
}
echo count(array_filter(array_keys(options()), fn ($name) => str_starts_with($name, 'griot_waiting_')));

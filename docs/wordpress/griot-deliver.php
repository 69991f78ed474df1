<?php
/**
 * Plugin Name: Deliver to Griot
 * Description: Sends each post to a Griot house when it is published or changed, and withdraws it when it is taken back.
 *
 * Set in wp-config.php:  define('GRIOT_ADDRESS', 'https://.../deliver/...');  define('GRIOT_KEY', 'griot-...');
 */

// Published, changed, taken back (to draft, private, a password or the bin), deleted: each changes what the public may read.
// After the post with its picture and tags is stored; each save ends in one of these.
add_action('wp_after_insert_post', function ($id, $post, $update, $before) {
    if ($post->post_type !== 'post' || wp_is_post_revision($id)) return;
    if (griot_public($post)) griot_queue($id, griot_piece($post));
    elseif ($before && griot_public($before)) griot_queue($id, griot_withdrawal($post));
}, 10, 4);
add_action('before_delete_post', function ($id, $post) {
    if ($post->post_type === 'post' && griot_public($post)) griot_queue($id, griot_withdrawal($post));
}, 10, 2);

// What could not be sent stays, and is tried again: the newest word of each post alone.
add_action('griot_send', 'griot_send');
register_activation_hook(__FILE__, function () { if (!wp_next_scheduled('griot_send')) wp_schedule_event(time() + 3600, 'hourly', 'griot_send'); });
register_deactivation_hook(__FILE__, function () { wp_clear_scheduled_hook('griot_send'); });
add_action('admin_notices', function () {
    if ($told = get_option('griot_told')) echo '<div class="notice notice-warning"><p>Griot: ' . esc_html($told) . '</p></div>';
});

function griot_public($post) { return $post->post_status === 'publish' && $post->post_password === ''; }

function griot_time($date) { return gmdate('Y-m-d\TH:i:s\Z', strtotime($date . ' UTC')); }

// WordPress gives each post a guid once, whatever becomes of its address.
function griot_piece($post) {
    $author = get_the_author_meta('display_name', $post->post_author);
    $item = [
        'id' => $post->guid,
        'url' => get_permalink($post),
        'title' => $post->post_title,
        'content_html' => apply_filters('the_content', $post->post_content),
        'date_published' => griot_time($post->post_date_gmt),
        'date_modified' => griot_time($post->post_modified_gmt),
        'language' => str_replace('_', '-', get_locale()),
        'authors' => $author === '' ? [] : [['name' => $author]],
        'tags' => wp_get_post_tags($post->ID, ['fields' => 'names']),
    ];
    if ($picture = get_the_post_thumbnail_url($post, 'full')) $item['image'] = $picture;
    return ['application/feed+json', wp_json_encode(['version' => 'https://jsonfeed.org/version/1.1', 'title' => get_bloginfo('name'), 'items' => [$item]])];
}

function griot_withdrawal($post) {
    $now = gmdate('Y-m-d\TH:i:s\Z');
    return ['application/atom+xml', '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>' . esc_xml(home_url('/'))
        . '</id><title>' . esc_xml(get_bloginfo('name')) . '</title><updated>' . $now . '</updated>'
        . '<at:deleted-entry ref="' . esc_xml($post->guid) . '" when="' . $now . '"/></feed>'];
}

// One option a post: a later word takes the place of an earlier one, and no two savings overwrite each other's.
function griot_queue($id, $delivery) {
    update_option("griot_waiting_$id", array_merge($delivery, [wp_generate_uuid4()]), false);
    griot_send();
}

// One sender at a time, or an old word could arrive behind a new one. It ends with the first that does not come through: the
// house is away, and nobody's saving waits for it a second time.
function griot_send() {
    if (!defined('GRIOT_ADDRESS') || !defined('GRIOT_KEY')) return;
    if (!add_option('griot_sending', time(), '', false) && time() - (int) get_option('griot_sending') < 600) return;
    global $wpdb;
    foreach ($wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'griot\\_waiting\\_%' ORDER BY option_id") as $name) {
        [$type, $body, $key] = get_option($name);
        $answer = wp_remote_post(GRIOT_ADDRESS, ['timeout' => 10, 'body' => $body, 'headers' => ['Authorization' => 'Bearer ' . GRIOT_KEY, 'Content-Type' => $type, 'Idempotency-Key' => $key]]);
        $status = wp_remote_retrieve_response_code($answer);
        // 422: sent again, it would be no more readable; it lies in the house's quarantine.
        if ($status !== 200 && $status !== 422) break;
        $result = json_decode(wp_remote_retrieve_body($answer), true);
        $problem = $status === 422 ? ($result['detail'] ?? '422') : ($result['items'][0]['problem']['title'] ?? null);
        if ($problem !== null) update_option('griot_told', $problem, false);
        // What was queued meanwhile is another word, and stays.
        wp_cache_delete($name, 'options');
        if ((get_option($name)[2] ?? null) === $key) delete_option($name);
    }
    delete_option('griot_sending');
}
